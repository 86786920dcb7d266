import asyncio


def check(call):
    try:
        return call()
    except (
        asyncio.TimeoutError,  # of asyncio
        TimeoutError,  # of sockets
    ):
        print("late")
    try:
        return call()
    except (
        TimeoutError,  # of sockets
        asyncio.TimeoutError,  # of asyncio
    ):
        print("late")
