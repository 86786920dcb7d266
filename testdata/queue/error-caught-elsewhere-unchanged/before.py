import asyncio


class Buffer:
    def __init__(self):
        self.items = asyncio.Queue()

    def take(self):
        return self.items.get_nowait()

    def take_or_none(self):
        try:
            return self.take()
        except asyncio.QueueEmpty:
            return None
