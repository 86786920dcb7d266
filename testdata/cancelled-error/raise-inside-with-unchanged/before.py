import asyncio


async def work(step, quiet):
    try:
        await step()
    except asyncio.CancelledError:
        with quiet:
            raise
