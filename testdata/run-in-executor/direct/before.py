import asyncio


async def read(path):
    return (await asyncio.get_event_loop().run_in_executor(None, path.read_bytes)).decode()
