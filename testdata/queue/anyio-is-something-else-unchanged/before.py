import asyncio


async def main(anyio):
    queue = asyncio.Queue()
    await queue.put(anyio)
    return await queue.get()
