import anyio


async def both(left, right):
    async with anyio.create_task_group() as tg:
        tg.create_task(left(), name="left")
        tg.create_task(right())
