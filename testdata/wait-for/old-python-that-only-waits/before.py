import asyncio


async def main():
    queue = asyncio.Queue()
    try:
        await asyncio.wait_for(queue.get(), 5)
    except asyncio.TimeoutError:
        pass
