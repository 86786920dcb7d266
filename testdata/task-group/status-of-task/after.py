import anyio


async def poll(job):
    async with anyio.create_task_group() as tg:
        task = tg.create_task(job())
        while task.status in (anyio.TaskHandle.Status.PENDING, anyio.TaskHandle.Status.CANCELLING):
            await anyio.sleep(0.1)
        if task.status is anyio.TaskHandle.Status.CANCELLED or task.status is not anyio.TaskHandle.Status.CANCELLED:
            print((task.status not in (anyio.TaskHandle.Status.PENDING, anyio.TaskHandle.Status.CANCELLING)).real)
