# after: anyio only
import asyncio
import contextlib
from contextlib import asynccontextmanager


async def ticker(log):
    try:
        while True:
            log.append("tick")
            await asyncio.sleep(0.4)
    finally:
        log.append("stopped")


async def in_finally(log, fail):
    beat = asyncio.create_task(ticker(log))
    try:
        await asyncio.sleep(0.6)
        if fail:
            return "left early"
        return "left late"
    finally:
        beat.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beat


async def quietly():
    log = []
    beat = asyncio.create_task(ticker(log))
    await asyncio.sleep(0.1)
    if not beat.done():
        beat.cancel()
    try:
        await beat
    except asyncio.CancelledError:
        pass
    print(log, beat.cancelled(), beat.done())


async def many():
    logs = [[], []]
    tasks = [asyncio.create_task(ticker(log)) for log in logs]
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(logs, [task.cancelled() for task in tasks])


@asynccontextmanager
async def ticking(log):
    beat = asyncio.create_task(ticker(log))
    try:
        yield beat.get_name() != ""
    finally:
        beat.cancel()


async def managed():
    log = []
    async with ticking(log) as named:
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.1)
    print(named, log)


async def timed_out():
    log = []
    try:
        async with asyncio.timeout(0.1):
            await in_finally(log, False)
    except TimeoutError:
        print("timeout", log)


async def main():
    for fail in (False, True):
        log = []
        print(await in_finally(log, fail), log)
    await quietly()
    await many()
    await managed()
    await timed_out()


asyncio.run(main())
