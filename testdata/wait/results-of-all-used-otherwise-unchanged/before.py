import asyncio


async def failures(functions):
    done, _ = await asyncio.wait([asyncio.create_task(f()) for f in functions])
    return [task.exception() for task in done]


async def names(functions):
    done, _ = await asyncio.wait([asyncio.create_task(f()) for f in functions])
    for task in done:
        print(task.get_name(), task.result())


async def counted(functions):
    done, pending = await asyncio.wait([asyncio.create_task(f()) for f in functions])
    return len(done), len(pending)
