try:
    import anyio
    HAS_ANYIO = True
except ImportError:
    HAS_ANYIO = False


def disable():
    global HAS_ANYIO
    HAS_ANYIO = False


def kind():
    return anyio.run if HAS_ANYIO else None
