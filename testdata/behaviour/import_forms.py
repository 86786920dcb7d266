# after: any
from __future__ import annotations

import sys, asyncio
from asyncio import (
    Event,
    Lock,  # guards
    run,
    sleep,
)

try:
    import asyncio
except ImportError:
    asyncio = None


def local():
    from asyncio import sleep as nap

    return nap


async def main(event: Event | None = None) -> "Lock":
    lock: Lock = Lock()
    async with lock:
        await sleep(0)
        await local()(0)
        await asyncio.sleep(0)
    print(event, lock.locked(), "sys" in sys.modules)
    return lock


run(main())
