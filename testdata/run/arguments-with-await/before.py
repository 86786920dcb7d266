import asyncio


async def job(value):
    print(value)


async def outer(value):
    asyncio.run(job(await value))
