import asyncio


class Hub:
    def __init__(self):
        self.queues = {}

    def subscribe(self, name):
        queue = asyncio.Queue()
        self.queues[name] = queue
        queue.put_nowait("hello")
