import anyio


async def fetch(api, key):
    try:
        return await anyio.wait_for(api.get(key), 5)
    except anyio.TimeoutError:
        return None


async def fetch_in_time(api, key):
    try:
        with anyio.fail_after(9):
            return await anyio.wait_for(api.get(key), 5)
    except anyio.TimeoutError:
        return None


async def shadowed(api, key, TimeoutError):
    try:
        with anyio.fail_after(9):
            return await api.get(key)
    except anyio.TimeoutError:
        return TimeoutError
