import asyncio


class Client:
    def __init__(self, loop: asyncio.AbstractEventLoop, other: "asyncio.AbstractEventLoop"):
        self.loop = loop
        self.known = isinstance(loop, asyncio.AbstractEventLoop)
