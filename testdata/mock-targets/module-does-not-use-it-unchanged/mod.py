import asyncio


async def pause(seconds):
    return asyncio
