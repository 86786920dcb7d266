import asyncio
import threading


async def main(loop, handle):
    queue = asyncio.Queue()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(queue.put_nowait, 1))
    thread.start()
    await handle(queue.get())
