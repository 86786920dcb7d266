def check(call):
    try:
        return call()
    except (TimeoutError, OSError) as error:
        print(error)
    except (
        KeyError,
        TimeoutError,  # from the pool
    ):
        print("late")
