import asyncio


async def pause():
    await asyncio.sleep(1)  # asyncio2anyio: ignore[sleep]
