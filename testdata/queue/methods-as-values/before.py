import asyncio
import threading


async def main(loop):
    queue = asyncio.Queue()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(queue.put_nowait, 1))
    thread.start()
    getter = asyncio.ensure_future(queue.get())
    return await getter
