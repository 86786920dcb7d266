import anyio


async def main(names):
    if hasattr(anyio, "wait_for"):
        await anyio.wait_for(main(()), 1)
    try:
        task = anyio.create_task(main(()))
    except AttributeError:
        task = None
    return task
