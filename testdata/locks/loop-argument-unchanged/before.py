import asyncio


async def main(loop):
    lock = asyncio.Lock(loop=loop)
    async with lock:
        pass
