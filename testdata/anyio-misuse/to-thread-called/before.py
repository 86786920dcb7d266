import anyio


async def read(path):
    return await anyio.to_thread(path.read_text)
