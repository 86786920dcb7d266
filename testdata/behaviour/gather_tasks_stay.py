# after: asyncio stays
import asyncio


async def work(name, delay, error=None):
    await asyncio.sleep(delay)
    if error:
        raise error
    return name


class Owner:
    def __init__(self):
        self.tasks = []

    def start(self, name):
        self.tasks.append(asyncio.create_task(work(name, 0.01)))

    async def stop(self):
        for task in self.tasks:
            task.cancel()
        results = await asyncio.gather(*self.tasks, return_exceptions=True)
        return [type(result).__name__ for result in results]


async def passed(aws):
    return await asyncio.gather(*aws)


async def main():
    owner = Owner()
    owner.start("a")
    owner.start("b")
    await asyncio.sleep(0)
    print(await owner.stop())
    print(await passed([asyncio.create_task(work("c", 0)), work("d", 0)]))
    started = asyncio.gather(work("e", 0), work("f", 0))
    await asyncio.sleep(0)
    print(started.done(), await started)


asyncio.run(main())
