from asyncio import Queue, sleep as pause


async def poll(queue: Queue):
    await pause(1)
    return queue.get_nowait()
