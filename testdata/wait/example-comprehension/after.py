import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def set_up(platforms):
    async with anyio.create_task_group() as tg:
        for platform in platforms:
            if platform.enabled:
                tg.start_soon(_outcome, platform.set_up())
    print("ready")
