# after: anyio only
import asyncio


async def f(x):
    await asyncio.sleep(0.004 * (5 - x))
    return x * 2


class Service:
    async def call(self, x, *, factor=1):
        await asyncio.sleep(0)
        return x * factor

    async def all(self, xs):
        return await asyncio.gather(*[self.call(x, factor=3) for x in xs])


async def batches(xs):
    for n in xs:
        yield await asyncio.gather(*(f(x) for x in range(n)))


async def from_lists(xs):
    jobs = []
    for x in xs:
        jobs.append(f(x))
    jobs += [f(1)]
    tasks = [asyncio.create_task(f(x)) for x in xs]
    results = await asyncio.gather(*tasks)
    return await asyncio.gather(*jobs), results


async def main():
    xs = [3, 1, 2]
    print(await asyncio.gather(*[f(x) for x in xs]))
    print(await asyncio.gather(*map(f, xs)))
    print(await asyncio.gather())
    a, b = await asyncio.gather(f(1), f(2))
    print(a, b)
    first, *rest = await asyncio.gather(f(1), f(2), f(3))
    print(first, rest)
    results = await asyncio.gather(f(1), *[f(x) for x in xs if x > 1], f(2))
    results.append("a list")
    print(results)
    for x, result in zip(xs, await asyncio.gather(*(f(x) for x in xs))):
        print(x, result)
    print((await asyncio.gather(f(3), f(4)))[1])
    print(sum(await asyncio.gather(f(3), f(4))), await asyncio.gather(f(1)) == [2])
    print(await asyncio.gather(f(0), asyncio.gather(f(1), f(2))))
    print(await Service().all(xs))
    print(await from_lists(xs))
    async for batch in batches([1, 2]):
        print(batch)
    table = {}
    table["row"] = await asyncio.gather(*(f(x) for x in xs))
    print(table)


asyncio.run(main())
