# after: anyio only
import asyncio


async def add(first, second=2, *more):
    await asyncio.sleep(0)
    return first + second + sum(more)


numbers = [1, 2, 3]
print(asyncio.run(add(1)))
print(asyncio.run(add(1, 5)))
print(asyncio.run(add(*numbers)))
print(
    asyncio.run(
        add(
            1,  # one
            2,
        )
    )
)
