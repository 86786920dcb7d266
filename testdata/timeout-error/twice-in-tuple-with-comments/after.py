def check(call):
    try:
        return call()
    except (
        # of asyncio
        TimeoutError,  # of sockets
    ):
        print("late")
    try:
        return call()
    except (
        TimeoutError,  # of sockets
        # of asyncio
    ):
        print("late")
