import asyncio


def coroutines(things):
    return list(filter(asyncio.iscoroutine, things)), any(map(asyncio.iscoroutinefunction, things))
