import asyncio


class Pump:
    async def run(self, items):
        queue = asyncio.Queue()
        for item in items:
            await self._deliver(queue, item)
        return await queue.get()

    @staticmethod
    async def _deliver(queue: "asyncio.Queue[int]", item: int) -> None:
        await queue.put(item)
