import asyncio


class Merge:
    def __init__(self, other: asyncio.Queue):
        self.items = asyncio.Queue()
        self.other = other

    def take(self):
        try:
            return self.items.get_nowait(), self.other.get_nowait()
        except asyncio.QueueEmpty:
            return None
