import asyncio


def remember(error: "asyncio.TimeoutError"):
    return error
