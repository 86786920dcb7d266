import asyncio


async def main(queue):
    try:
        await asyncio.wait_for(queue.get(), 5)
    except asyncio.TimeoutError:
        pass
