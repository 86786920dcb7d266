import asyncio


def is_scheduled(handle):
    return isinstance(handle, asyncio.TimerHandle)
