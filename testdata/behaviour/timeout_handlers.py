# after: any
"""Which handler meets a timeout, on Pythons with one class of `TimeoutError` and with two."""

import asyncio
from contextlib import suppress


class Slow:
    async def read(self):
        await asyncio.sleep(60)

    async def fail(self):
        raise ValueError("bad")


async def waits_only():
    ready = asyncio.Event()
    try:
        await asyncio.wait_for(ready.wait(), 0.01)
    except asyncio.TimeoutError as exc:
        print("waits only:", type(exc).__name__, exc.args)


async def several(slow):
    try:
        await asyncio.wait_for(slow.fail(), 5)
    except (asyncio.TimeoutError, ValueError) as exc:
        print("several:", type(exc).__name__)
    try:
        await asyncio.wait_for(slow.read(), timeout=0.01)
    except (asyncio.TimeoutError, ValueError) as exc:
        print("several:", type(exc).__name__)


async def broad(slow):
    try:
        return await asyncio.wait_for(slow.read(), 0.01)
    except Exception as exc:
        if isinstance(exc, asyncio.TimeoutError):
            return "broad: late"
        return "broad: other"


async def suppressed(slow):
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(slow.read(), 0.01)
        print("not reached")


async def escapes(slow):
    return await asyncio.wait_for(slow.read(), 0.01)


async def reraised(slow):
    try:
        await escapes(slow)
    except asyncio.TimeoutError:
        print("reraised: once")
        raise


async def main():
    slow = Slow()
    await waits_only()
    await several(slow)
    print(await broad(slow))
    await suppressed(slow)
    try:
        await reraised(slow)
    except asyncio.TimeoutError:
        print("reraised: twice")
    try:
        try:
            await asyncio.wait_for(slow.read(), 0.01)
        except asyncio.TimeoutError:
            raise asyncio.TimeoutError("own")
    except asyncio.TimeoutError as exc:
        print("own:", exc)


asyncio.run(main())
