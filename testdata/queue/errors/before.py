import asyncio
from contextlib import suppress


class Buffer:
    def __init__(self):
        self.items = asyncio.Queue(maxsize=2)

    def drain(self):
        items = []
        while True:
            try:
                items.append(self.items.get_nowait())
            except asyncio.QueueEmpty:
                return items

    def offer(self, item):
        try:
            self.items.put_nowait(item)
        except (asyncio.QueueFull, ValueError) as error:
            print(error)

    def drop(self):
        with suppress(asyncio.QueueEmpty):
            self.items.get_nowait()
