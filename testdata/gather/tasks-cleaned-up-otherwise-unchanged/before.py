import asyncio


async def swallowed(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()


async def explained(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            # They may hang.
            task.cancel()


async def only_one(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        await asyncio.gather(*tasks)
    finally:
        print(tasks[0].cancel())
