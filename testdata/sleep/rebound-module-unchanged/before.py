import asyncio

asyncio = __import__("trio")


async def pause():
    await asyncio.sleep(1)
