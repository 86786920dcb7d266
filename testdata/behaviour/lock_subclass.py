# after: asyncio stays
import asyncio


class NamedLock(asyncio.Lock):
    def __init__(self, name):
        super().__init__()
        self.name = name


async def main():
    lock = NamedLock("mine")
    async with lock:
        print(lock.name, isinstance(lock, NamedLock), lock.locked())


asyncio.run(main())
