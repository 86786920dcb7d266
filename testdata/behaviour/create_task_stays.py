# after: asyncio stays
import asyncio

BACKGROUND = set()


async def work(log, value):
    await asyncio.sleep(0.01)
    log.append(value)
    if value == "bad":
        raise ValueError(value)
    return value


class Poller:
    async def start(self, log):
        self.task = asyncio.create_task(work(log, "polled"))

    async def stop(self):
        await self.task


def spawn(log):
    task = asyncio.ensure_future(work(log, "spawned"))
    BACKGROUND.add(task)
    task.add_done_callback(BACKGROUND.discard)
    return task


async def caught(log):
    task = asyncio.create_task(work(log, "bad"))
    log.append("before")
    try:
        await task
    except ValueError as error:
        log.append(f"caught {error}")


async def early(log, leave):
    task = asyncio.create_task(work(log, "late"))
    if leave:
        return "left"
    return await task


async def stream(log):
    task = asyncio.create_task(work(log, "streamed"))
    yield "first"
    yield await task


async def main():
    log = []
    poller = Poller()
    await poller.start(log)
    await poller.stop()
    print(await spawn(log), len(BACKGROUND))
    await caught(log)
    print(await early(log, True), await early(log, False))
    print([item async for item in stream(log)])
    print(log)


asyncio.run(main())
