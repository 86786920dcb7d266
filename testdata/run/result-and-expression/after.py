import anyio


async def number(n):
    return n


print([anyio.run(number, n) + 1 for n in range(3)])
