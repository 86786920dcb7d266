import asyncio


async def main():
    lock = asyncio.Lock()
    lock.name = "main"
    async with lock:
        print(lock.name)
