import anyio


async def set_up(platforms):
    async with anyio.create_task_group() as tg:
        for platform in platforms:
            if platform.enabled:
                tg.create_task(platform.set_up())
    print("ready")
