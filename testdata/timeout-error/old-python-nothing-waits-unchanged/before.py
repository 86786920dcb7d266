import asyncio


async def main(client):
    try:
        return await client.get()
    except asyncio.TimeoutError:
        return None
