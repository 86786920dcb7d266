import asyncio


def spawn(tg: asyncio.TaskGroup, job):
    return tg.create_task(job())


def is_group(value):
    return isinstance(value, asyncio.TaskGroup)
