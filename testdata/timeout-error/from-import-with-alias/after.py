def check(error):
    if isinstance(error, TimeoutError):
        raise TimeoutError("again") from error
