import anyio


async def phases(first, second):
    async with anyio.create_task_group() as tg:
        tg.create_task(first())
    async with anyio.create_task_group() as tg:
        tg.create_task(second())
