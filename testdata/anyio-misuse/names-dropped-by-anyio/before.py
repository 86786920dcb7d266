import anyio
from anyio import create_semaphore

lock = anyio.create_lock()
limit = create_semaphore(4)


async def close(model):
    async with lock, limit:
        await anyio.run_sync_in_worker_thread(model.close, cancellable=True)


def call(function):
    return anyio.run_async_from_thread(function)
