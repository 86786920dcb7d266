import anyio
HAS_ANYIO = True


def disable():
    global HAS_ANYIO
    HAS_ANYIO = False


def kind():
    return anyio.run if HAS_ANYIO else None
