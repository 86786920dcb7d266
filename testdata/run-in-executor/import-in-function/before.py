async def call(function):
    import asyncio

    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, function)
