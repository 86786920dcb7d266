# after: anyio only
import asyncio


async def work(log, value, delay, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        return value
    except asyncio.CancelledError:
        log.append(f"cancelled {value}")
        raise


async def checked(log, allowed, error=None):
    page = asyncio.create_task(work(log, "page", 0.4, error))
    await asyncio.sleep(0.01)
    if not allowed:
        await page
        raise PermissionError("not allowed")
    return await page


async def caught(log, error=None):
    try:
        page = asyncio.create_task(work(log, "page", 0.4, error))
        await asyncio.sleep(0)
        return await page
    except ValueError as exc:
        return "caught", exc.args, repr(exc.__cause__)


async def chained(log):
    try:
        raise OSError("inner")
    except OSError as exc:
        error = ValueError("outer")
        error.__cause__ = exc
        return await caught(log, error)


async def show(label, log, awaitable):
    try:
        print(label, await awaitable, log)
    except (PermissionError, ValueError, LookupError, TimeoutError) as exc:
        print(label, type(exc).__name__, exc.args, log)
    log.clear()


async def timed(awaitable):
    async with asyncio.timeout(0.2):
        return await awaitable


async def main():
    log = []
    await show("allowed", log, checked(log, True))
    await show("not allowed", log, checked(log, False))
    await show("failed", log, checked(log, True, LookupError("page")))
    await show("failed, not allowed", log, checked(log, False, LookupError("page")))
    await show("timeout", log, timed(checked(log, True)))
    await show("fine", log, caught(log))
    await show("caught", log, caught(log, ValueError("page")))
    await show("not caught", log, caught(log, LookupError("page")))
    await show("chained", log, chained(log))
    await show("timeout in a handler", log, timed(caught(log)))


asyncio.run(main())
