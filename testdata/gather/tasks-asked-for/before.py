import asyncio


async def update(entity):
    print(entity)


async def update_all(entities):
    tasks = []
    for entity in entities:
        task = asyncio.create_task(
            update(
                entity,
            )
        )
        tasks.append(task)
    if tasks:
        await asyncio.gather(*tasks)
