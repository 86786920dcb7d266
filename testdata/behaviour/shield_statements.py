# after: anyio only
import asyncio


async def save(log, value):
    await asyncio.sleep(0.03)
    log.append(value)
    return value


async def fail():
    await asyncio.sleep(0)
    raise LookupError("nothing there")


async def session(log):
    try:
        await asyncio.sleep(5)
    finally:
        log.append("closing")
        await asyncio.shield(save(log, "closed"))


async def returned(log):
    return await asyncio.shield(save(log, "returned"))


async def main():
    log = []
    value = await asyncio.shield(save(log, "saved"))
    print(value, await returned(log), log)
    try:
        await asyncio.shield(fail())
    except LookupError as error:
        print("failed", error)
    log = []
    try:
        async with asyncio.timeout(0.01):
            await session(log)
    except TimeoutError:
        # asyncio lets an interrupted shield run on, but the timeout came before it began.
        print("timeout", log)


asyncio.run(main())
