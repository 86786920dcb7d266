import asyncio


async def produce(queue: asyncio.Queue[int], count: int) -> None:
    for number in range(count):
        await queue.put(number)


async def relay(queue: "asyncio.Queue[int]") -> None:
    await consume(queue)


async def consume(queue) -> None:
    while not queue.empty():
        print(await queue.get())


async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue()
    await produce(queue, count=3)
    await relay(queue=queue)
