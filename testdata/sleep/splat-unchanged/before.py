import asyncio


async def pause(*args, **options):
    await asyncio.sleep(*args)
    await asyncio.sleep(**options)
