import anyio
import time


async def until(deadline, margin):
    await anyio.sleep(max(0, deadline - time.time()))
    await anyio.sleep(max(0, (deadline - margin)))
    await anyio.sleep(max(0, -margin))
    await anyio.sleep(deadline + margin)
