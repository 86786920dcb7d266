import asyncio


class Hub:
    def __init__(self) -> None:
        self.listeners: set[asyncio.Queue[str]] = set()

    async def listen(self):
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.listeners.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self.listeners.discard(queue)

    def publish(self, text: str) -> int:
        for queue in list(self.listeners):
            queue.put_nowait(text)
        return len(self.listeners)


class Rooms:
    def __init__(self):
        self.queues = {}

    async def join(self, name):
        queue = asyncio.Queue()
        self.queues[name] = queue
        return await queue.get()

    def say(self, name, text):
        if name in self.queues:
            self.queues[name].put_nowait(text)
