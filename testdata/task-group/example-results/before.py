import asyncio


async def fetch_all(fetch, first, second):
    async with asyncio.TaskGroup() as tg:
        one = tg.create_task(fetch(first), name="first")
        two = tg.create_task(fetch(second))
    print(one.get_name(), one.done())
    return one.result(), two.result()
