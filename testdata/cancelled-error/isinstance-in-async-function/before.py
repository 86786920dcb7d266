import asyncio


async def work(step):
    try:
        await step()
    except BaseException as error:
        if isinstance(error, asyncio.CancelledError) or issubclass(type(error), (KeyError, asyncio.CancelledError)):
            print("cancelled")
        raise
