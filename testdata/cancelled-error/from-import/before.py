from asyncio import CancelledError, Queue


async def work(queue: Queue):
    try:
        return await queue.get()
    except CancelledError:
        print("cancelled")
        raise
