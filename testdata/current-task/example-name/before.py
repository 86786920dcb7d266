import asyncio


async def log(message):
    print(asyncio.current_task().get_name(), message)
