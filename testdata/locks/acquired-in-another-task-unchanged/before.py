import asyncio


async def main(spawn):
    lock = asyncio.Lock()
    await spawn(lock.acquire())
    lock.release()
