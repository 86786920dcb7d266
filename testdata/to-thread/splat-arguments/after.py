import anyio


async def call(function, arguments):
    return await anyio.to_thread.run_sync(function, *arguments, abandon_on_cancel=True), await anyio.to_thread.run_sync(*arguments, abandon_on_cancel=True)
