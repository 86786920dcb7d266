import asyncio


async def set_up(platforms):
    await asyncio.wait([asyncio.create_task(platform.set_up()) for platform in platforms if platform.enabled])
    print("ready")
