def start(coroutine):
    import anyio

    return anyio.ensure_future(coroutine)
