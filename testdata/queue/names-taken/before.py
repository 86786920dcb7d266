import asyncio


async def main(queue_send):
    queue = asyncio.Queue()
    await queue.put(queue_send)
    return await queue.get()
