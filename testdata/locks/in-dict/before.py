import asyncio


class Files:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}

    async def write(self, path, text):
        async with self._locks.setdefault(path, asyncio.Lock()):
            path.write_text(text)

    async def append(self, path, text):
        lock = self._locks.get(path)
        if lock is None:
            lock = self._locks[path] = asyncio.Lock()
        async with lock:
            path.write_text(path.read_text() + text)

    def forget(self, path):
        if path in self._locks and not self._locks[path].locked():
            del self._locks[path]
