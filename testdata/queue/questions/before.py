import asyncio


class Buffer:
    def __init__(self):
        self.items = asyncio.Queue(8)

    def report(self, closing):
        if self.items.empty():
            print("empty")
        while not self.items.empty() and closing:
            print(self.items.get_nowait())
        state = {"empty": self.items.empty(), "busy": not self.items.empty()}
        return state, self.items.full(), f"{self.items.qsize()} of 8"
