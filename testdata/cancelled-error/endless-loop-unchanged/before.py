import asyncio


async def work(step):
    while True:
        try:
            await step()
        except asyncio.CancelledError:
            pass
