import asyncio


async def main(count, start):
    gates = asyncio.Event()
    await asyncio.gather(*(gates.wait() for _ in range(count)), start())
