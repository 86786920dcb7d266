import asyncio

import anyio


async def fetch(client):
    with anyio.fail_after(5):
        return await client.get()


async def main(client, exc):
    try:
        return await fetch(client)
    except asyncio.TimeoutError:
        return None
    except (KeyError, asyncio.TimeoutError):
        return isinstance(exc, asyncio.TimeoutError)
