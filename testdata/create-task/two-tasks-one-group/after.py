import anyio


async def both(left, right):
    async with anyio.create_task_group() as tg:
        one = tg.create_task(left())
        two: anyio.TaskHandle[int] = tg.create_task(right())
        print("started")
        first = await one
        second = await two
    return first + second
