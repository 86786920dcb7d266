import asyncio


async def job(n):
    print(n)


asyncio.run(asyncio.gather(job(1), job(2)))
