# after: anyio only
import asyncio

import anyio


async def work(log):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append("cancelled")
        raise
    finally:
        log.append("finally")


async def nested(log):
    try:
        await work(log)
    except (KeyError, asyncio.CancelledError):
        log.append("outer")
        raise


async def main():
    log = []
    with anyio.move_on_after(0.01) as scope:
        await nested(log)
    print(log, scope.cancelled_caught)


asyncio.run(main())
