# after: anyio only
import asyncio


async def work(name, delay, log):
    try:
        await asyncio.sleep(delay)
        log.append(f"{name} done")
        return name
    finally:
        log.append(f"{name} left")


async def timed(log):
    try:
        await asyncio.wait_for(asyncio.gather(work("a", 0.001, log), work("b", 5, log)), timeout=0.5)
    except asyncio.TimeoutError:
        log.append("timeout")


async def in_time(log):
    names = await asyncio.wait_for(asyncio.gather(work("a", 0.01, log), work("b", 0.001, log)), timeout=5)
    log.append(names)


async def around_all(log):
    try:
        async with asyncio.timeout(0.5):
            await asyncio.gather(work("a", 5, log), work("b", 5, log), return_exceptions=True)
    except TimeoutError:
        log.append("timeout")


async def main():
    for scenario in (timed, in_time, around_all):
        log = []
        await scenario(log)
        head = [entry for entry in log if isinstance(entry, str) and entry.endswith("left")]
        print(scenario.__name__, sorted(head), log[-1])


asyncio.run(main())
