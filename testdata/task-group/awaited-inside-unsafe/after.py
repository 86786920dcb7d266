import anyio


async def total(count):
    async with anyio.create_task_group() as tg:
        first: anyio.TaskHandle[int] = tg.create_task(count())
        second = tg.create_task(count())
        second.cancel()
        return await first
