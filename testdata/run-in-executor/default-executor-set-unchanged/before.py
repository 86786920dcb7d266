import asyncio


async def call(function, executor):
    asyncio.get_running_loop().set_default_executor(executor)
    return await asyncio.get_running_loop().run_in_executor(None, function)
