import asyncio


def name():
    return asyncio.current_task().get_name()
