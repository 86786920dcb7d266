import asyncio


class Buffer:
    def __init__(self):
        self.items = asyncio.Queue(4)

    def free(self):
        return self.items.maxsize - self.items.qsize()
