import asyncio


async def watch(register):
    loop = asyncio.get_running_loop()
    start = loop.time()
    register(lambda: loop.time() - start)
