# after: asyncio stays
import asyncio


class Locks:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}
        self._names = {}

    async def take(self, key):
        await self._locks.setdefault(key, asyncio.Lock()).acquire()

    def give(self, key):
        self._locks[key].release()

    def busy(self):
        return [key for key, lock in self._locks.items() if lock.locked()]


async def main():
    locks = Locks()
    await locks.take("a")
    print(locks.busy())
    # Another task releases, which a lock of anyio does not allow.
    await asyncio.gather(asyncio.to_thread(lambda: None), release(locks))
    print(locks.busy())
    pairs = {"limit": (2, asyncio.Semaphore(2))}
    size, limit = pairs["limit"]
    async with limit:
        print(size, limit.locked())


async def release(locks):
    locks.give("a")


asyncio.run(main())
