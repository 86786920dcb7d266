import asyncio


async def read(queue, deadline):
    async with asyncio.timeout_at(deadline):
        return await queue.get()
