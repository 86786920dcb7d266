# after: anyio only
import asyncio


async def work(value, delay, log):
    try:
        await asyncio.sleep(delay)
    finally:
        log.append(value)
    return value * 10


async def joined():
    log = []
    first = asyncio.create_task(work(1, 0.3, log), name="first")
    second = asyncio.ensure_future(work(2, 0.1, log))
    log.append("between")
    await asyncio.sleep(0)
    one = await first
    two = await second
    print(one, two, first.result(), first.get_name(), first.done(), log)


async def several():
    log = []
    tasks = []
    for n in range(4):
        tasks.append(asyncio.create_task(work(n, 0.4 - n / 10, log)))
    results = [await task for task in tasks]
    print(results, log)


async def at_once():
    log = []
    print(await asyncio.create_task(work(5, 0, log)), log)


async def nested():
    log = []
    outer = asyncio.create_task(work("outer", 0.6, log))
    for n in range(2):
        inner = asyncio.create_task(work(n, 0.1, log))
        log.append(f"wait {n}")
        await inner
    print(await outer, log)


async def timed_out():
    log = []
    try:
        async with asyncio.timeout(0.1):
            await waits_long(log)
    except TimeoutError:
        print("timeout", log)


async def waits_long(log):
    task = asyncio.create_task(work("slow", 5, log))
    print("waiting")
    await task


async def failing(log):
    task = asyncio.create_task(work(None, 0.01, log))
    print("waiting for a failure")
    await task


async def main():
    await joined()
    await several()
    await at_once()
    await nested()
    await timed_out()
    log = []
    try:
        await failing(log)
    except Exception as error:
        print("failed", type(error).__name__, log)


asyncio.run(main())
