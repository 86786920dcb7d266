def check(call):
    try:
        return call()
    except TimeoutError:
        print("late")
    try:
        return call()
    except TimeoutError as error:
        print(error)
    try:
        return call()
    except (TimeoutError, ConnectionError):
        print("late")
    try:
        return call()
    except (ConnectionError, TimeoutError):
        print("late")
    try:
        return call()
    except (TimeoutError, KeyError):
        print("late")
    return isinstance(call, TimeoutError)
