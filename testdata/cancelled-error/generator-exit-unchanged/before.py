import asyncio


async def work(step):
    try:
        yield await step()
    except (GeneratorExit, asyncio.CancelledError):
        raise
