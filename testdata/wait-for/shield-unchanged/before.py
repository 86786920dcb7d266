import asyncio


async def main(work):
    await asyncio.wait_for(asyncio.shield(work()), 5)
