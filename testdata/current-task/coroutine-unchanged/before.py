import asyncio


async def name():
    return asyncio.current_task().get_coro().__name__
