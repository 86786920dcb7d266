import asyncio
from typing import Generic, TypeVar

T = TypeVar("T")


class Sink(Generic[T]):
    def __init__(self, queue: asyncio.Queue[T]) -> None:
        self._queue = queue

    def send(self, item: T) -> None:
        self._queue.put_nowait(item)


class Channel(Generic[T]):
    def __init__(self) -> None:
        self._queue = asyncio.Queue[T]()

    def sink(self) -> Sink[T]:
        return Sink[T](queue=self._queue)

    async def receive(self) -> T:
        return await self._queue.get()
