import anyio


async def call(function, early):
    if early:
        return await anyio.to_thread.run_sync(function, abandon_on_cancel=True)
    first = 1
    return await anyio.to_thread.run_sync(function, first, abandon_on_cancel=True), anyio.current_time()
