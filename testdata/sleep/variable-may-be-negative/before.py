import asyncio
import time


async def main(deadline, pause):
    rest = deadline - time.monotonic()
    await asyncio.sleep(rest)
    for delay in (-1, 0):
        await asyncio.sleep(delay)
    await asyncio.sleep(pause)
