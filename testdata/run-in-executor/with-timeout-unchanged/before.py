import asyncio


async def bounded(function):
    loop = asyncio.get_running_loop()
    return await asyncio.wait_for(loop.run_in_executor(None, function), 3)
