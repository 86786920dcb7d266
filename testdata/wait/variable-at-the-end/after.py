import anyio


async def refresh(entities):
    async with anyio.create_task_group() as tg:
        for entity in entities:
            tg.create_task(entity.update())
        print("updating")
