import asyncio


async def job(n):
    print(n)


asyncio.run(asyncio.wait_for(job(1), 2))
