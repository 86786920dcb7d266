import asyncio


class Producer:
    def __init__(self, queue: asyncio.Queue[int], count: int) -> None:
        self.queue = queue
        self.count = count

    async def run(self) -> None:
        for number in range(self.count):
            await self.queue.put(number)


class Consumer:
    """Reads from where the producer writes."""

    def __init__(self, queue: "asyncio.Queue[int]") -> None:
        self._source: asyncio.Queue[int] = queue

    async def run(self) -> None:
        while True:
            print(await self._source.get())


async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue()
    producer: Producer = Producer(queue, count=3)
    await producer.run()
    await Consumer(queue=queue).run()
