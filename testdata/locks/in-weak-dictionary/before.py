import asyncio
import weakref

_locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()


async def save(key, value, store):
    lock = _locks.setdefault(key, asyncio.Lock())
    async with lock:
        await store.put(key, value)
