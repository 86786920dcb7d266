import anyio


async def total(numbers):
    print(sum(numbers))


anyio.run(total, (n * n for n in range(4)))
