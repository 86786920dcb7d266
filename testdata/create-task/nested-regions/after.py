import anyio


async def pipeline(read, parse, items):
    async with anyio.create_task_group() as tg:
        reader = tg.create_task(read())
        for item in items:
            parser = tg.create_task(parse(item))
            print(item)
            await parser
        await reader
