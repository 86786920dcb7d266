import anyio
import asyncio


async def fetch(api, key):
    try:
        with anyio.fail_after(5):
            return await api.get(key)
    except (TimeoutError, asyncio.TimeoutError):
        return None


async def fetch_several(api, keys):
    try:
        with anyio.fail_after(5):
            return [await api.get(key) for key in keys]
    except (KeyError, TimeoutError, asyncio.TimeoutError) as error:
        return [error]
