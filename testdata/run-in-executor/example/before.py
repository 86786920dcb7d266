import asyncio


async def read(path):
    loop = asyncio.get_running_loop()
    data = await loop.run_in_executor(None, path.read_bytes)
    return await loop.run_in_executor(None, parse, data)
