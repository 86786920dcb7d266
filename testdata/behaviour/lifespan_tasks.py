# after: asyncio stays
import asyncio
import contextlib
import logging
from contextlib import asynccontextmanager

logging.disable(logging.CRITICAL)
log = []
ticker_task = None
failing = []


async def tick():
    try:
        while True:
            log.append("tick")
            await asyncio.sleep(0.4)
    except asyncio.CancelledError:
        log.append("stopped")
        raise


async def fail():
    log.append("fail")
    raise OSError("no disk")


async def cancel_itself():
    log.append("cancel itself")
    raise asyncio.CancelledError


async def polite():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        log.append("bye")
        return


@asynccontextmanager
async def first_lifespan(app):
    log.append("start")
    failing.append(asyncio.create_task(fail()))
    failing.append(asyncio.create_task(cancel_itself()))
    task = asyncio.create_task(tick())
    yield "state"
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    log.append("close")


async def start():
    global ticker_task
    log.append("start")
    ticker_task = asyncio.create_task(tick())


async def stop():
    log.append("stop")
    if ticker_task is not None and not ticker_task.done():
        ticker_task.cancel()
        try:
            await ticker_task
        except asyncio.CancelledError:
            pass
    log.append(f"done: {ticker_task.done()}")


@asynccontextmanager
async def second_lifespan(app):
    await start()
    try:
        yield
    finally:
        await stop()


@asynccontextmanager
async def third_lifespan(app):
    tasks = [asyncio.create_task(polite()) for _ in range(2)]
    await asyncio.sleep(0.01)
    if app == "broken":
        raise LookupError("startup")
    try:
        yield
        if app == "closing":
            raise KeyError("shutdown")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        log.append("gone")


async def serve(lifespan, app, error=None):
    log.clear()
    try:
        async with lifespan(app) as state:
            await asyncio.sleep(0.1)
            log.append(f"serve {state}")
            if error:
                raise error
            await asyncio.sleep(0.4)
    except (OSError, LookupError) as failure:
        log.append(f"{type(failure).__name__}: {failure}")
    print([line for line in log if line != "fail"].count("tick"), log)


async def serve_for(seconds):
    log.clear()
    try:
        async with asyncio.timeout(seconds), second_lifespan("app"):
            await asyncio.sleep(60)
    except TimeoutError:
        log.append("timeout")
    print(log)


async def main():
    await serve(first_lifespan, "app")
    await serve(second_lifespan, "app")
    await serve(third_lifespan, "app")
    await serve(third_lifespan, "app", OSError("while serving"))
    await serve(third_lifespan, "closing")
    await serve_for(0.1)


asyncio.run(main())
