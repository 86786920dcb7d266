# after: anyio only
import asyncio


async def work(value, delay, log):
    try:
        await asyncio.sleep(delay)
    finally:
        log.append(value)
    return value * 10


async def fail(delay):
    await asyncio.sleep(delay)
    raise KeyError("broken")


async def spawn(tg: asyncio.TaskGroup, log):
    seven = tg.create_task(work(7, 0.1, log), name="seven")
    await asyncio.sleep(0.2)
    print(seven.get_name(), seven.done())


async def results():
    log = []
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(work(n, 0.3 - n / 10, log)) for n in range(3)]
        await spawn(tg, log)
        while not tasks[0].done():
            await asyncio.sleep(0.005)
        print("first is done", len(tasks))
    print([task.result() for task in tasks], sorted(log))


async def failing():
    log = []
    try:
        async with asyncio.TaskGroup() as tg:
            slow = tg.create_task(work(1, 5, log))
            bad = tg.create_task(fail(0.1))
    except* KeyError as group:
        print([repr(error) for error in group.exceptions])
    print(log, slow.cancelled(), bad.cancelled(), bad.done())


async def failing_body():
    log = []
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work(2, 5, log))
            await asyncio.sleep(0.01)
            raise ValueError("body")
    except* ValueError as group:
        print([repr(error) for error in group.exceptions], log)


async def one_cancelled():
    log = []
    async with asyncio.TaskGroup() as tg:
        slow = tg.create_task(work(3, 5, log))
        quick = tg.create_task(work(4, 0.1, log))
        await asyncio.sleep(0.3)
        slow.cancel()
    print(log, slow.cancelled(), not quick.cancelled(), quick.result())


async def timed_out():
    log = []
    try:
        async with asyncio.timeout(0.4):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(work(5, 5, log))
                tg.create_task(work(6, 0.05, log))
    except TimeoutError:
        print("timeout", log)


async def early_return(log):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work(8, 0.01, log))
        if not log:
            return "returned"
    return "not reached"


async def main():
    await results()
    await failing()
    await failing_body()
    await one_cancelled()
    await timed_out()
    log = []
    print(await early_return(log), log)


asyncio.run(main())
