import anyio
import asyncio


async def fetch(api, key):
    try:
        with anyio.fail_after(5):
            return await api.get(key)
    except (TimeoutError, asyncio.TimeoutError):
        return None


async def fetch_in_time(api, key):
    try:
        with anyio.fail_after(9):
            with anyio.fail_after(5):
                return await api.get(key)
    except (TimeoutError, asyncio.TimeoutError):
        return None


async def shadowed(api, key, TimeoutError):
    try:
        with anyio.fail_after(9):
            return await api.get(key)
    except asyncio.TimeoutError:
        return TimeoutError
