import anyio


async def fetch_all(fetch, first, second):
    async with anyio.create_task_group() as tg:
        one = tg.create_task(fetch(first), name="first")
        two = tg.create_task(fetch(second))
    print(one.name, one.status not in (anyio.TaskHandle.Status.PENDING, anyio.TaskHandle.Status.CANCELLING))
    return one.return_value, two.return_value
