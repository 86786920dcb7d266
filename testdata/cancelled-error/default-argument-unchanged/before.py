import asyncio


async def retry(step, errors=(asyncio.CancelledError,)):
    try:
        await step()
    except errors:
        raise
