# after: anyio only
import asyncio


async def work(log, name, delay, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        return name
    finally:
        log.append(name)


async def race(log, *jobs):
    tasks = [asyncio.create_task(work(log, *job)) for job in jobs]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


async def race_of_two(log, delay):
    slow = asyncio.create_task(work(log, "slow", 5))
    quick = asyncio.create_task(work(log, "quick", delay, OSError("nobody looks")))
    try:
        await asyncio.wait({slow, quick}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        slow.cancel()
        quick.cancel()
        await asyncio.gather(slow, quick, return_exceptions=True)
    return "raced"


async def show(label, log, awaitable):
    try:
        print(label, await awaitable, sorted(log))
    except (ValueError, KeyError, TimeoutError) as exc:
        print(label, type(exc).__name__, exc.args, sorted(log))
    log.clear()


async def timed(awaitable):
    async with asyncio.timeout(0.2):
        return await awaitable


async def main():
    log = []
    await show("first", log, race(log, ("a", 5), ("b", 0.01), ("c", 5)))
    await show("only", log, race(log, ("a", 0.01)))
    await show("fails", log, race(log, ("a", 5), ("b", 0.01, ValueError("b"))))
    await show("other fails", log, race(log, ("a", 0.01), ("b", 0.3, ValueError("b"))))
    await show("timeout", log, timed(race(log, ("a", 0.01), ("b", 5))))
    await show("ignored", log, race_of_two(log, 0.01))
    await show("ignored timeout", log, timed(race_of_two(log, 5)))
    try:
        await race(log)
    except ValueError:
        print("nothing to wait for")


asyncio.run(main())
