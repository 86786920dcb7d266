import anyio

lock = anyio.Lock()
limit = anyio.Semaphore(4)


async def close(model):
    async with lock, limit:
        await anyio.to_thread.run_sync(model.close, cancellable=True)


def call(function):
    return anyio.from_thread.run(function)
