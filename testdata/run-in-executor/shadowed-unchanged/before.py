import asyncio


async def call(anyio):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, anyio)
