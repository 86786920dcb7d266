import anyio

started = anyio.Event()


async def waiter():
    await started.wait()
    return started.is_set()


def start():
    started.set()
