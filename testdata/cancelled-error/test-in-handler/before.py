import asyncio


async def work(step, log):
    try:
        await step()
    except (Exception, asyncio.CancelledError) as error:
        log.append(error)
        if isinstance(error, asyncio.CancelledError):
            raise
        return None
