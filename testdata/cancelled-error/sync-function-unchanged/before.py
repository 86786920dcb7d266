import asyncio


def is_cancelled(error):
    return isinstance(error, asyncio.CancelledError)


async def work(step):
    step.on_error(lambda error: isinstance(error, asyncio.CancelledError))
