import asyncio


async def job():
    print("never")


async def outer():
    asyncio.run(job())
