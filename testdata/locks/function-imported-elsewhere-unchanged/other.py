from before import get_lock


async def hold():
    await get_lock().acquire()
