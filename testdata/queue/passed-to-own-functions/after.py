import anyio
import math
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream


async def produce(queue: MemoryObjectSendStream[int], count: int) -> None:
    for number in range(count):
        await queue.send(number)


async def relay(queue: "MemoryObjectReceiveStream[int]") -> None:
    await consume(queue)


async def consume(queue) -> None:
    while queue.statistics().current_buffer_used > 0:
        print(await queue.receive())


async def main() -> None:
    queue_send, queue_receive = anyio.create_memory_object_stream[int](math.inf)
    await produce(queue_send, count=3)
    await relay(queue=queue_receive)
