import asyncio


async def work(step):
    try:
        await step()
    except asyncio.CancelledError:
        try:
            step.close()
        except OSError:
            raise
