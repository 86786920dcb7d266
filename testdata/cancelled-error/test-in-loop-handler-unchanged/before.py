import asyncio


async def work(step, log):
    while True:
        try:
            await step()
        except (Exception, asyncio.CancelledError) as error:
            log.append(isinstance(error, asyncio.CancelledError))
