import asyncio


async def wait(lookup):
    return await asyncio.wait_for(asyncio.shield(lookup()), timeout=2)
