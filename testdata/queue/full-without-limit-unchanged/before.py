import asyncio


class Buffer:
    def __init__(self, size):
        self.items = asyncio.Queue(size)

    def offer(self, item):
        if not self.items.full():
            self.items.put_nowait(item)
