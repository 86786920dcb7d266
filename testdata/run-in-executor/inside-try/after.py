import anyio


async def call(function):
    try:
        return await anyio.to_thread.run_sync(function, abandon_on_cancel=True)
    except Exception as error:
        return error
