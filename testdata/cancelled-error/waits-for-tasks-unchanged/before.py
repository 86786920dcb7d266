import asyncio


async def join(tasks):
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        print("cancelled")
        raise
