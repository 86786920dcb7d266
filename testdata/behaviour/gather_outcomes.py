# after: anyio only
import asyncio


async def work(name, delay, error=None):
    await asyncio.sleep(delay)
    if error:
        raise error
    return name


def shown(results):
    return [f"{type(r).__name__}{r.args}" if isinstance(r, Exception) else r for r in results]


async def main():
    results = await asyncio.gather(
        work("a", 0.02),
        work("b", 0.01, ValueError("b")),
        work("c", 0, TypeError("c")),
        return_exceptions=True,
    )
    print(type(results).__name__, shown(results))
    print(shown(await asyncio.gather(*(work(n, 0.001 * (4 - n), KeyError(n) if n % 2 else None) for n in range(4)), return_exceptions=True)))
    one, other = await asyncio.gather(work("a", 0), work("b", 0, ValueError()), return_exceptions=True)
    print(one, repr(other))
    print(await asyncio.gather(return_exceptions=True))
    jobs = [work(n, 0, ValueError(n) if n else None) for n in range(3)]
    print(shown(await asyncio.gather(*jobs, return_exceptions=True)))
    tasks = [asyncio.create_task(work(n, 0.001 * (3 - n))) for n in range(3)]
    print(await asyncio.gather(*tasks, return_exceptions=True))
    inner = await asyncio.gather(work("x", 0), asyncio.gather(work("y", 0.01), work("z", 0, OSError("z")), return_exceptions=True))
    print(inner[0], shown(inner[1]))


asyncio.run(main())
