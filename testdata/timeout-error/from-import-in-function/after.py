def check(error):
    return isinstance(error, TimeoutError)
