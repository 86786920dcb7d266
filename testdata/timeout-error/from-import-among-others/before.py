from asyncio import Queue, TimeoutError, gather


async def fetch(queue: Queue):
    try:
        return await gather(queue.get())
    except TimeoutError:
        return None
