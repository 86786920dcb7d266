# after: anyio only
import asyncio
from dataclasses import dataclass

import anyio


class Producer:
    def __init__(self, queue: asyncio.Queue[int], count: int) -> None:
        self.queue = queue
        self.count = count

    async def run(self) -> None:
        for number in range(self.count):
            await self.queue.put(number)
            print("put", number)
        await self.queue.put(-1)


@dataclass
class Consumer:
    source: asyncio.Queue[int]
    limit: float = 5

    async def run(self) -> None:
        total = 0
        with anyio.fail_after(self.limit):
            while (item := await self.source.get()) >= 0:
                total += item
        print("total", total)


class Hub:
    __slots__ = ("listeners", "log", "ready")

    def __init__(self) -> None:
        self.listeners: set[asyncio.Queue[str]] = set()
        self.log = asyncio.Queue(3)
        self.ready = anyio.Event()

    async def listen(self, name: str) -> None:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.listeners.add(queue)
        self.ready.set()
        try:
            while True:
                text = await queue.get()
                print(name, text)
                if text == "end":
                    break
        finally:
            self.listeners.discard(queue)
            print(name, "leaves", len(self.listeners), queue in self.listeners)

    def publish(self, text: str) -> None:
        for queue in list(self.listeners):
            queue.put_nowait(text)
        try:
            self.log.put_nowait(text)
        except asyncio.QueueFull:
            print("log is full")

    def drain(self) -> list[str]:
        log = self.log
        return [log.get_nowait() for _ in range(log.qsize())]


async def requeue(queue: asyncio.Queue[str], times: int) -> None:
    for _ in range(times):
        item = await queue.get()
        await queue.put(item + "!")


async def hand_on(queue: asyncio.Queue[str]) -> None:
    if not queue.empty():
        await requeue(queue, times=2)


async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue(2)
    async with anyio.create_task_group() as group:
        group.start_soon(Producer(queue, 4).run)
        group.start_soon(Consumer(queue).run)
    try:
        await Consumer(queue, limit=0.05).run()
    except TimeoutError:
        print("nothing came")

    hub = Hub()
    async with anyio.create_task_group() as group:
        group.start_soon(hub.listen, "a")
        await hub.ready.wait()
        hub.publish("one")
        hub.publish("two")
        await anyio.sleep(0.01)
        hub.publish("end")
        hub.publish("late")
    print(hub.drain())
    async with anyio.create_task_group() as group:
        group.start_soon(hub.listen, "b")
        await anyio.sleep(0.01)
        group.cancel_scope.cancel()
    print(len(hub.listeners))

    texts: asyncio.Queue[str] = asyncio.Queue()
    texts.put_nowait("x")
    await hand_on(texts)
    await requeue(queue=texts, times=1)
    print(await texts.get())


anyio.run(main)
