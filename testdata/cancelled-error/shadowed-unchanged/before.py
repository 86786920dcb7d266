import asyncio


async def work(step, anyio):
    try:
        await step()
    except asyncio.CancelledError:
        anyio.close()
        raise
