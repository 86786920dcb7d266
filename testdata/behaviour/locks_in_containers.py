# after: anyio only
import asyncio
import weakref
from collections import defaultdict

import anyio

_shared: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()


class Files:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}
        self._slots = defaultdict(lambda: asyncio.Semaphore(2))
        self._shards = [asyncio.Lock() for _ in range(3)]
        self.log = []

    def _lock_of(self, path: str) -> asyncio.Lock:
        lock = self._locks.get(path)
        if lock is None:
            lock = self._locks[path] = asyncio.Lock()
        return lock

    async def write(self, path, text):
        async with self._slots[path], self._lock_of(path):
            self.log.append(f"{path} begins {text}")
            await asyncio.sleep(0.01)
            self.log.append(f"{path} ends {text}")

    async def shard(self, number, text):
        async with self._shards[number % len(self._shards)]:
            self.log.append(f"{number} {text}")
            await asyncio.sleep(0.01)

    def busy(self):
        return sorted(path for path, lock in self._locks.items() if lock.locked())

    def forget(self, path):
        if path in self._locks and not self._locks[path].locked():
            del self._locks[path]
        return len(self._locks)


async def share(key, log):
    lock = _shared.setdefault(key, asyncio.Lock())
    async with lock:
        log.append(f"in {key}")
        await asyncio.sleep(0.01)
        log.append(f"out {key}")


async def fail(files):
    async with files._lock_of("a"):
        raise ValueError("inside")


async def main():
    files = Files()
    async with anyio.create_task_group() as group:
        for text in "xyz":
            group.start_soon(files.write, "a", text)
        await asyncio.sleep(0.005)
        print(files.busy())
    print(files.log, files.busy())
    try:
        await fail(files)
    except ValueError as error:
        print(error, files.busy())
    with anyio.move_on_after(0.001):
        await files.write("a", "too slow")
    print(files.busy(), files.forget("a"), files.forget("a"))
    files.log.clear()
    async with anyio.create_task_group() as group:
        for number in range(6):
            group.start_soon(files.shard, number, "put")
    print(sorted(files.log))
    log = []
    async with anyio.create_task_group() as group:
        group.start_soon(share, "k", log)
        group.start_soon(share, "k", log)
    print(log, len(_shared))


asyncio.run(main())
