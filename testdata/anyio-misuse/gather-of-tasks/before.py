import anyio


async def both(names):
    tasks = [anyio.create_task(look_up(name)) for name in names]
    return await anyio.gather(*tasks)


async def look_up(name):
    return name
