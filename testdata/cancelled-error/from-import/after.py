import anyio
from asyncio import Queue


async def work(queue: Queue):
    try:
        return await queue.get()
    except anyio.get_cancelled_exc_class():
        print("cancelled")
        raise
