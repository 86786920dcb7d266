import anyio


async def inner():
    return 1


async def outer(value):
    print(value)


anyio.run(outer, anyio.run(inner))
