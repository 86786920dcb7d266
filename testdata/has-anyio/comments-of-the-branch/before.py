try:
    import anyio
    has_async = True
except ImportError:
    has_async = False


async def load(store, key):
    # Without anyio there are no threads.
    if not has_async:
        # Fall back to the store itself
        if hasattr(store, "pool"):
            # which may have a pool.
            return store.pool.submit(key)
        return store.load(key)

    # Use a thread
    return await anyio.to_thread.run_sync(store.load, key)
