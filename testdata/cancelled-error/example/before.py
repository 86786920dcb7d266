import asyncio


async def work(log):
    try:
        await log.write("working")
    except asyncio.CancelledError:
        log.close()
        raise
