import asyncio


async def refresh(entities):
    tasks = [asyncio.create_task(entity.update()) for entity in entities]
    print("updating")
    await asyncio.wait(tasks)
