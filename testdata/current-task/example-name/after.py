import anyio


async def log(message):
    print(anyio.get_current_task().name, message)
