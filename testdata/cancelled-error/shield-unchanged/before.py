import asyncio


async def finish(step):
    try:
        await asyncio.shield(step())
    except asyncio.CancelledError:
        raise
