FLAG = False


def enable():
    global FLAG
    FLAG = True


def read():
    return 1 if FLAG else 2
