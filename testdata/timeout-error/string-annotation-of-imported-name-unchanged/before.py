from asyncio import TimeoutError


def remember(error: "TimeoutError"):
    return error
