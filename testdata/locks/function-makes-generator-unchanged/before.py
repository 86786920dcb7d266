import asyncio


class Locks:
    def __init__(self):
        self._locks = [asyncio.Lock(), asyncio.Lock()]

    def free(self):
        for lock in self._locks:
            if not lock.locked():
                yield lock
