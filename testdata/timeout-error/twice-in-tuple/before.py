import asyncio


def check(call):
    try:
        return call()
    except (asyncio.TimeoutError, TimeoutError):
        print("late")
    try:
        return call()
    except(TimeoutError, asyncio.TimeoutError) as error:
        print(error)
    try:
        return call()
    except (asyncio.TimeoutError, TimeoutError, ConnectionError):
        print("late")
    try:
        return call()
    except (ConnectionError, TimeoutError, asyncio.TimeoutError):
        print("late")
    try:
        return call()
    except (asyncio.TimeoutError, KeyError, asyncio.TimeoutError):
        print("late")
    return isinstance(call, (asyncio.TimeoutError, TimeoutError))
