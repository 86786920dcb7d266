import anyio

import trio


async def nap():
    await anyio.sleep(1)


async def named(library, name):
    if library != "asyncio":
        await anyio.sleep(2)
    if name in ("asyncio", "trio"):
        await anyio.sleep(3)


async def other():
    await trio.sleep(1)
