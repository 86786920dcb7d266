async def poll():
    import asyncio

    await asyncio.sleep(1)
