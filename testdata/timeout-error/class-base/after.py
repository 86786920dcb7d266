class Late(TimeoutError):
    pass
