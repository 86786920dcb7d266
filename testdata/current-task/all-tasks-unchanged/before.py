import asyncio


async def report():
    print(len(asyncio.all_tasks()))
