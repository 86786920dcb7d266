import anyio


async def read(path):
    return await anyio.to_thread.run_sync(path.read_text, abandon_on_cancel=True)
