import asyncio


async def all_of(functions, close):
    tasks = []
    try:
        await close.ready()
        tasks = [asyncio.create_task(f()) for f in functions]
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


async def all_or_none(functions, close):
    tasks = []
    try:
        await close.ready()
        if functions:
            tasks = [asyncio.create_task(f()) for f in functions]
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
