import asyncio


class Base:
    def __init__(self):
        self.limit = asyncio.Semaphore(1)
