import asyncio


async def main():
    barrier = asyncio.Barrier(3)
    await barrier.wait()
