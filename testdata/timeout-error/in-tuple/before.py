import asyncio


def check(call):
    try:
        return call()
    except (asyncio.TimeoutError, OSError) as error:
        print(error)
    except (
        KeyError,
        asyncio.TimeoutError,  # from the pool
    ):
        print("late")
