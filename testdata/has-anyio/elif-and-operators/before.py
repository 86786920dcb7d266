try:
    import anyio
    import sniffio
    _ASYNC = True
except (ImportError, ModuleNotFoundError):
    anyio = None
    _ASYNC = False


def kind(trio, curio):
    if trio:
        name = "trio"
    elif _ASYNC:
        name = "anyio"
    else:
        name = "asyncio"
    if curio and not _ASYNC:
        name = "curio"
    if not _ASYNC:
        name = "none"
    elif curio:
        name += "+"
    while _ASYNC and trio:
        trio = step(trio)
    assert _ASYNC, "install anyio"
    return name, _ASYNC


def step(trio):
    return anyio.run(trio) if (_ASYNC or trio) else None
