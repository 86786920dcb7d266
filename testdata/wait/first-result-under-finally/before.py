import asyncio


async def race(left, right):
    first = asyncio.create_task(left())
    second = asyncio.create_task(right())
    try:
        await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        first.cancel()
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
    print("end")


async def race_all(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except OSError:
        print("failed")
    finally:
        for task in tasks:
            task.cancel()
        print("closed")


async def race_and_stop(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            if not task.done():
                task.cancel()
