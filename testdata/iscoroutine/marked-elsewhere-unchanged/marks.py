MARK = object()


def mark(function):
    function._is_coroutine = MARK
    return function
