import anyio
import asyncio


async def main(count, start):
    gates = anyio.Event()
    await asyncio.gather(*(gates.wait() for _ in range(count)), start())
