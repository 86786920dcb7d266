import asyncio


async def refresh(entities):
    tasks = []
    for entity in entities:
        if entity.stale:
            tasks.append(asyncio.create_task(entity.update()))

    if tasks:
        await asyncio.wait(tasks)
