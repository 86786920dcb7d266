import asyncio


async def inner():
    return 1


async def outer(value):
    print(value)


asyncio.run(outer(asyncio.run(inner())))
