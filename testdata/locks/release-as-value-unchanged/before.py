import asyncio


async def main(on_done):
    lock = asyncio.Lock()
    await lock.acquire()
    on_done(lock.release)
