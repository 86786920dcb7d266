import asyncio


async def outer(make):
    asyncio.run(await make())
