import anyio


async def refresh(entities):
    tasks = []
    async with anyio.create_task_group() as tg:
        for entity in entities:
            if entity.stale:
                tasks.append(tg.create_task(entity.update()))
