import anyio


def run_now(coroutine):
    return anyio.run(lambda: coroutine)
