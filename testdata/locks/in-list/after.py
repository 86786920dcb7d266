import anyio


class Shards:
    def __init__(self, count):
        self._locks = [anyio.Lock() for _ in range(count)]

    async def put(self, key, value):
        async with self._locks[hash(key) % len(self._locks)]:
            await value.store(key)

    def is_busy(self):
        return any(lock.locked() for lock in self._locks)
