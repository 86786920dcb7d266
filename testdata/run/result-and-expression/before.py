import asyncio


async def number(n):
    return n


print([asyncio.run(number(n)) + 1 for n in range(3)])
