import asyncio


async def work(step, log):
    try:
        await step()
    except (Exception, asyncio.CancelledError) as error:
        if log and isinstance(error, asyncio.CancelledError):
            raise
