import asyncio


async def fetch(client):
    try:
        return await asyncio.wait_for(client.get(), 5)
    except asyncio.TimeoutError:
        return None
