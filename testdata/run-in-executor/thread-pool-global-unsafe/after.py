import anyio
from typing import Final

POOL: Final = anyio.CapacityLimiter(4)


async def read(key):
    return await anyio.to_thread.run_sync(key.load, abandon_on_cancel=True, limiter=POOL)
