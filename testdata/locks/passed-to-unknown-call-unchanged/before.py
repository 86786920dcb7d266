import asyncio

from app import Worker


async def main():
    stop = asyncio.Event()
    worker = Worker(stop)
    await worker.run()
    await stop.wait()
