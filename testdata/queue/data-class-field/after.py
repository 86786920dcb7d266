import anyio
from anyio.streams.memory import MemoryObjectSendStream
from dataclasses import dataclass


@dataclass(slots=True)
class Stream:
    queue: MemoryObjectSendStream[int]
    name: str = ""

    async def push(self) -> None:
        await self.queue.send(1)


async def main():
    queue_send, queue_receive = anyio.create_memory_object_stream[int](2)
    stream: Stream = Stream(queue_send, name="a")
    await stream.push()
    await Stream(queue=queue_send).push()
    return await queue_receive.receive(), await queue_receive.receive()
