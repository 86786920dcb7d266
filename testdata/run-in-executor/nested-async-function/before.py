import asyncio


async def call(function, items):
    loop = asyncio.get_running_loop()

    async def one(item):
        return await loop.run_in_executor(None, function, item)

    return [await one(item) for item in items]
