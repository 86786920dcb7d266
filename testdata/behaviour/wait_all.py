# after: anyio only
import asyncio


async def work(log, value):
    await asyncio.sleep(value / 10)
    log.append(value)


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
    others = [asyncio.create_task(work(log, n)) for n in (1, 0)]
    await asyncio.wait(others)
    print(log)


asyncio.run(main())
