import before


async def wait(event):
    await before.asyncio.wait_for(event.wait(), 1)
