# after: anyio only
import asyncio


async def work(log, value):
    await asyncio.sleep(value / 10)
    log.append(value)


async def fail(log, value):
    await work(log, value)
    raise ValueError(value)


async def failing(log):
    # Nobody asks for failures, and none stops the others.
    await asyncio.wait([asyncio.create_task(fail(log, 1)), asyncio.create_task(work(log, 2))])
    try:
        tasks = [asyncio.create_task(fail(log, n)) for n in (2, 1)]
        await asyncio.wait(tasks, return_when=asyncio.ALL_COMPLETED)
    except ValueError:
        print("not reached")
    print(log)


async def main():
    log = []
    await asyncio.wait([asyncio.create_task(work(log, 3 - n)) for n in range(3)])
    print(log)
    await asyncio.wait({asyncio.create_task(work(log, 5)), asyncio.create_task(work(log, 4))})
    print(log)
    tasks = []
    for n in range(4):
        if n % 2:
            tasks.append(asyncio.create_task(work(log, n)))
    if tasks:
        await asyncio.wait(tasks)
    print(log)
    named = [asyncio.create_task(work(log, n)) for n in (2, 1)]
    await asyncio.wait(named)
    print([task.done() for task in named], log)
    await failing(log)
    others = [asyncio.create_task(work(log, n)) for n in (1, 0)]
    await asyncio.wait(others)
    print(log)


asyncio.run(main())
