import anyio


async def fetch(api, key):
    try:
        with anyio.fail_after(5):
            return await api.get(key)
    except anyio.TimeoutError:
        return None


async def fetch_several(api, keys):
    try:
        with anyio.fail_after(5):
            return [await api.get(key) for key in keys]
    except (KeyError, anyio.TimeoutError) as error:
        return [error]
