import asyncio
from dataclasses import dataclass


@dataclass(slots=True)
class Stream:
    queue: asyncio.Queue[int]
    name: str = ""

    async def push(self) -> None:
        await self.queue.put(1)


async def main():
    queue: asyncio.Queue[int] = asyncio.Queue(2)
    stream: Stream = Stream(queue, name="a")
    await stream.push()
    await Stream(queue=queue).push()
    return await queue.get(), await queue.get()
