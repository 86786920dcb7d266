def load():
    try:
        import anyio
    except ImportError:
        return None
    return anyio
