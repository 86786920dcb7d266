import asyncio


async def join(left):
    done, _ = await asyncio.wait([asyncio.create_task(left())])
    return done
