from before import LOCKS


def names():
    return list(LOCKS)
