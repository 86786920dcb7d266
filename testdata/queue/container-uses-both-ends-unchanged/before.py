import asyncio


class Hub:
    def __init__(self):
        self.queues = []

    async def turn(self):
        queue = asyncio.Queue()
        self.queues.append(queue)
        for other in self.queues:
            other.put_nowait(await other.get())
