import anyio


async def read(path):
    data = await anyio.to_thread.run_sync(path.read_bytes, abandon_on_cancel=True)
    return await anyio.to_thread.run_sync(parse, data, abandon_on_cancel=True)
