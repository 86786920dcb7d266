import asyncio


class Worker:
    def __init__(self, limit: asyncio.Semaphore):
        self._limit = limit

    def is_full(self):
        return self._limit.locked()


def start():
    return Worker(asyncio.Semaphore(3)).is_full()
