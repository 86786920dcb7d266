import asyncio


class Buffer:
    def __init__(self):
        self.items = asyncio.Queue(maxsize=2)

    def rotate(self):
        try:
            self.items.put_nowait(self.items.get_nowait())
        except asyncio.QueueEmpty:
            print("empty")
        except asyncio.QueueFull:
            print("full")
