import asyncio


async def store(save):
    try:
        await asyncio.shield(save())
    except asyncio.CancelledError:
        print("still saving")
        raise
