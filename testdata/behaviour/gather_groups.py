# after: anyio only
import asyncio


async def work(log, name, delay, error=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        raise
    if error:
        raise error
    log.append(name)
    return name


async def started_early(log):
    tasks = []
    for n in range(3):
        tasks.append(asyncio.create_task(work(log, n, 0.01 * (3 - n)), name=f"job-{n}"))
    await asyncio.sleep(0.1)
    log.append("body")
    results = await asyncio.gather(*tasks)
    return results


async def two_early(log):
    one = asyncio.create_task(work(log, "one", 0.02))
    other = asyncio.create_task(work(log, "other", 0.01))
    await asyncio.sleep(0)
    log.append("body")
    a, b = await asyncio.gather(one, other)
    return a, b


async def early_failure(log):
    tasks = [asyncio.create_task(work(log, n, 0.01 * n, ValueError(n) if n == 1 else None)) for n in range(2)]
    await asyncio.sleep(0)
    try:
        log.append("waiting")
    finally:
        log.append("still waiting")
    await asyncio.gather(*tasks)


async def early_outcomes(log):
    tasks = [asyncio.create_task(work(log, n, 0.01 * n, ValueError(n) if n == 1 else None)) for n in range(3)]
    await asyncio.sleep(0)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    return [repr(result) for result in results]




async def statements(log):
    await asyncio.gather(work(log, "a", 0.02), work(log, "b", 0.01, error=None))
    await asyncio.gather(*(work(log, n, 0.001 * n) for n in range(3) if n != 1), work(log, "last", 0.05))


async def nothing(log):
    await asyncio.gather(*(work(log, n, 0) for n in []))
    results = await asyncio.gather(*[work(log, n, 0) for n in []])
    return results


async def bad_argument(log):
    def broken(n):
        raise LookupError(n)

    await asyncio.gather(work([], "a", 0.01), work(log, broken(7), 0.01))


async def cancelled_by_timeout(log):
    async with asyncio.timeout(0.5):
        await asyncio.gather(work(log, "slow", 5), work(log, "quick", 0.001))


async def main():
    for scenario in (started_early, two_early, early_failure, early_outcomes, statements, nothing, bad_argument, cancelled_by_timeout):
        log = []
        try:
            print(scenario.__name__, await scenario(log))
        except (ValueError, LookupError, TimeoutError) as exc:
            print(scenario.__name__, type(exc).__name__, exc.args)
        print(log)


asyncio.run(main())
