# after: anyio only
import asyncio


async def who():
    task = asyncio.current_task()
    await asyncio.sleep(0)
    return task.get_name() if task else "nobody"


async def main():
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(who(), name=f"job {n}") for n in range(3)]
    print([task.result() for task in tasks])


asyncio.run(main())
