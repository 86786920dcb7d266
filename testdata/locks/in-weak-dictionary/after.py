import anyio
import weakref

_locks: weakref.WeakValueDictionary[str, anyio.Lock] = weakref.WeakValueDictionary()


async def save(key, value, store):
    lock = _locks.setdefault(key, anyio.Lock())
    async with lock:
        await store.put(key, value)
