try:
    import anyio
except ImportError as error:
    reason = str(error)


def why():
    return anyio, reason
