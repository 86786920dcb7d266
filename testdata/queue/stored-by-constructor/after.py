import anyio
import math
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream


class Producer:
    def __init__(self, queue: MemoryObjectSendStream[int], count: int) -> None:
        self.queue = queue
        self.count = count

    async def run(self) -> None:
        for number in range(self.count):
            await self.queue.send(number)


class Consumer:
    """Reads from where the producer writes."""

    def __init__(self, queue: "MemoryObjectReceiveStream[int]") -> None:
        self._source: MemoryObjectReceiveStream[int] = queue

    async def run(self) -> None:
        while True:
            print(await self._source.receive())


async def main() -> None:
    queue_send, queue_receive = anyio.create_memory_object_stream[int](math.inf)
    producer: Producer = Producer(queue_send, count=3)
    await producer.run()
    await Consumer(queue=queue_receive).run()
