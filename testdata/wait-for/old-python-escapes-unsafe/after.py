import anyio
import asyncio


async def fetch(client):
    with anyio.fail_after(5):
        return await client.get()


async def main(client):
    try:
        return await fetch(client)
    except (TimeoutError, asyncio.TimeoutError):
        return None
