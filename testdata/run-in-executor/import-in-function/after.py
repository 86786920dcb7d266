async def call(function):
    import anyio

    return await anyio.to_thread.run_sync(function, abandon_on_cancel=True)
