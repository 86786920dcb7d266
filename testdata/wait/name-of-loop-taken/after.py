import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def set_up(platforms):
    for platform in platforms:
        platform.prepare()
    await anyio.gather(*[_outcome(platform.set_up()) for platform in platforms])
    print("last", platform)
