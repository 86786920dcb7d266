import asyncio


async def main(anyio):
    lock = asyncio.Lock()
    async with lock:
        anyio()
