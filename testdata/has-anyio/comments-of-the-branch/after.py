import anyio
has_async = True


async def load(store, key):
    # Without anyio there are no threads.
    # Use a thread
    return await anyio.to_thread.run_sync(store.load, key)
