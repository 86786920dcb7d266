try:
    import asyncio
except ImportError:
    asyncio = None


async def pause():
    await asyncio.sleep(1)
