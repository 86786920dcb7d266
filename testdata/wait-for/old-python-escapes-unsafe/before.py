import asyncio


async def fetch(client):
    return await asyncio.wait_for(client.get(), 5)


async def main(client):
    try:
        return await fetch(client)
    except asyncio.TimeoutError:
        return None
