import asyncio


async def first_of(functions, close):
    tasks = []
    try:
        await close.ready()
        tasks = [asyncio.create_task(f()) for f in functions]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await close()
