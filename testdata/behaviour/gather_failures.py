# after: anyio only
import asyncio


async def work(name, delay, error=None):
    await asyncio.sleep(delay)
    if error:
        raise error
    return name


async def show(label, awaitable):
    try:
        print(label, await awaitable)
    except (KeyError, ValueError, TypeError) as exc:
        print(label, type(exc).__name__, exc.args, repr(exc.__cause__))


async def chained():
    await asyncio.sleep(0)
    try:
        raise OSError("inner")
    except OSError as exc:
        raise KeyError("outer") from exc


async def both():
    return await asyncio.gather(work("a", 0.02), work("b", 0.01))


async def first_fails():
    return await asyncio.gather(work("a", 0, ValueError("first")), work("b", 0.01))


async def second_fails():
    return await asyncio.gather(work("a", 0.03), work("b", 0.01, ValueError("second")))


async def both_fail():
    return await asyncio.gather(work("a", 0.03, ValueError("late")), work("b", 0.01, TypeError("early")))


async def with_cause():
    first, second = await asyncio.gather(chained(), work("b", 0.01))
    return first, second


async def ignored():
    await asyncio.gather(*(work(n, 0.001 * n, KeyError(n) if n == 2 else None) for n in range(4)))


async def handled_inside():
    try:
        await asyncio.gather(work("a", 0.01), work("b", 0, ValueError("inside")))
    except ValueError as exc:
        return "handled", exc.args


async def main():
    await show("both", both())
    await show("first", first_fails())
    await show("second", second_fails())
    await show("both fail", both_fail())
    await show("cause", with_cause())
    await show("ignored", ignored())
    await show("inside", handled_inside())


asyncio.run(main())
