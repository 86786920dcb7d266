import asyncio


class Worker:
    def __init__(self, queue):
        self.queue = queue

    def use(self, queue):
        self.queue = queue

    async def run(self):
        return await self.queue.get()


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    return await Worker(queue).run()
