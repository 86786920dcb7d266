import asyncio


def is_lock(value):
    return isinstance(value, asyncio.Lock)


def use(lock: asyncio.Lock):
    return lock.locked()
