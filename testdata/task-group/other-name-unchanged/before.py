import asyncio


async def main(worker, group):
    if group is None:
        group = object()
    async with asyncio.TaskGroup() as group:
        group.create_task(worker())
