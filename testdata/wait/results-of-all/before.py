import asyncio


async def everything(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    done, pending = await asyncio.wait(tasks)
    assert not pending
    return [task.result() for task in done]


async def everything_at_once(functions):
    done, _ = await asyncio.wait([asyncio.create_task(f()) for f in functions])
    for task in done:
        print(task.result(), task.result() + 1)


async def added_up(functions):
    done, _ = await asyncio.wait({asyncio.create_task(f()) for f in functions}, return_when=asyncio.ALL_COMPLETED)
    print(sum(task.result() for task in done), end="")
