import anyio


async def call(function, arguments):
    await anyio.to_thread.run_sync(function, abandon_on_cancel=True)
    await anyio.to_thread.run_sync(function, abandon_on_cancel=True)
    await anyio.to_thread.run_sync(function, *arguments, abandon_on_cancel=True)
    return [await anyio.to_thread.run_sync(*pair, abandon_on_cancel=True) for pair in arguments]
