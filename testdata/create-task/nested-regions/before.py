import asyncio


async def pipeline(read, parse, items):
    reader = asyncio.create_task(read())
    for item in items:
        parser = asyncio.create_task(parse(item))
        print(item)
        await parser
    await reader
