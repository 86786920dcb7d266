def steal(owner, key):
    return owner.locks.pop(key)
