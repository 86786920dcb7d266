import asyncio
from math import inf

LIMIT = 100


class Sizes:
    def __init__(self, size, settings):
        self.default = asyncio.Queue()
        self.zero = asyncio.Queue(0)
        self.negative = asyncio.Queue(maxsize=-1)
        self.ten = asyncio.Queue(10)
        self.constant = asyncio.Queue(maxsize=LIMIT)
        self.given = asyncio.Queue(size)
        self.attribute = asyncio.Queue(maxsize=settings.size)
