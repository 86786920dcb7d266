async def hold(cache):
    lock = cache.get_lock()
    await lock.acquire()
    return lock
