import asyncio


async def main(task):
    await asyncio.wait_for(task, 5)
