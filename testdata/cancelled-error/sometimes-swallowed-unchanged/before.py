import asyncio


async def work(step, closing):
    try:
        await step()
    except asyncio.CancelledError:
        if closing:
            return
        raise
