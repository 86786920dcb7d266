import asyncio

__all__ = ["pause"]


async def pause(seconds):
    await asyncio.sleep(seconds)
