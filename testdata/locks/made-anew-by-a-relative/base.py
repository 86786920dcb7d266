import asyncio


class Base:
    def __init__(self):
        self.lock = asyncio.Lock()
