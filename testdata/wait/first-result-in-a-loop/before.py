import asyncio


async def race(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    # The others are not needed.
    for task in pending:
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass
    for task in done:
        result = task.result()
        print(result)
    print("end")
