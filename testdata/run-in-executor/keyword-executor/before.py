import asyncio


async def call(function, arguments):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(executor=None, func=function)
    await loop.run_in_executor(func=function, executor=None)
    await loop.run_in_executor((None), function, *arguments)
    return [await loop.run_in_executor(None, *pair) for pair in arguments]
