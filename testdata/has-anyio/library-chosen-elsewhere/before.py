import asyncio

import trio


async def nap():
    await asyncio.sleep(1)


async def named(library, name):
    if library != "asyncio":
        await asyncio.sleep(2)
    if name in ("asyncio", "trio"):
        await asyncio.sleep(3)


async def other():
    await trio.sleep(1)
