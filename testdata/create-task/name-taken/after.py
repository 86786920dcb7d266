import anyio


async def both(tg, left, right):
    async with anyio.create_task_group() as task_group:
        one = task_group.create_task(left(tg))
        await right(tg)
        await one
