from .before import worker


def is_healthy():
    return worker is not None
