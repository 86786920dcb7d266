import asyncio


async def total(numbers):
    print(sum(numbers))


asyncio.run(total(n * n for n in range(4)))
