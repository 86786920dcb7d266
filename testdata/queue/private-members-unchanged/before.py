import asyncio


class Feed:
    def __init__(self):
        self.items = asyncio.Queue()

    def clear(self):
        self.items._queue.clear()
