import anyio
import math
from anyio.streams.memory import MemoryObjectSendStream
from typing import Generic, TypeVar

T = TypeVar("T")


class Sink(Generic[T]):
    def __init__(self, queue: MemoryObjectSendStream[T]) -> None:
        self._queue = queue

    def send(self, item: T) -> None:
        self._queue.send_nowait(item)


class Channel(Generic[T]):
    def __init__(self) -> None:
        self._queue_send, self._queue_receive = anyio.create_memory_object_stream[T](math.inf)

    def sink(self) -> Sink[T]:
        return Sink[T](queue=self._queue_send)

    async def receive(self) -> T:
        return await self._queue_receive.receive()
