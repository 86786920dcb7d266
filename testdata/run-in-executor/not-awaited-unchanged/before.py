import asyncio


async def background(function):
    asyncio.get_running_loop().run_in_executor(None, function)


async def stored(function, other):
    future = asyncio.get_running_loop().run_in_executor(None, function)
    await other()
    return await future


async def collected(functions):
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*[loop.run_in_executor(None, f) for f in functions])


def returned(function):
    return asyncio.get_running_loop().run_in_executor(None, function)
