import anyio
import time


async def main(deadline, pause):
    rest = deadline - time.monotonic()
    await anyio.sleep(max(0, rest))
    for delay in (-1, 0):
        await anyio.sleep(max(0, delay))
    await anyio.sleep(pause)
