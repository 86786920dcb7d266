import asyncio


async def job():
    print("x")


asyncio.run(coroutine := job())
print(coroutine)
