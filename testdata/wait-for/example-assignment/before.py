import asyncio


async def main(queue):
    try:
        item = await asyncio.wait_for(queue.get(), timeout=5)
    except TimeoutError:
        item = None
    return item
