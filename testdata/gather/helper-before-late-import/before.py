import asyncio


def notice(text):
    print(text)


from contextlib import asynccontextmanager


@asynccontextmanager
async def opened():
    yield


async def f(x):
    return x


async def both():
    first, second = await asyncio.gather(f(1), f(2))
    return first + second
