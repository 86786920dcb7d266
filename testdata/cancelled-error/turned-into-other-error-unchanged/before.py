import asyncio


async def work(step):
    try:
        await step()
    except asyncio.CancelledError as error:
        raise RuntimeError("stopped") from error
