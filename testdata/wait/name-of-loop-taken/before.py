import asyncio


async def set_up(platforms):
    for platform in platforms:
        platform.prepare()
    await asyncio.wait([asyncio.create_task(platform.set_up()) for platform in platforms])
    print("last", platform)
