import asyncio


async def pause():
    await asyncio.sleep(
        1,  # second
    )
    await (
        asyncio
        .sleep(2)
    )
