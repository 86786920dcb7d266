import asyncio as aio
from asyncio import timeout


async def main(queue):
    async with aio.timeout(1):
        await queue.get()
    async with timeout(2):
        await queue.get()
