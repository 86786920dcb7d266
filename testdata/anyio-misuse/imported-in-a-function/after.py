def start(coroutine):
    import asyncio

    return asyncio.ensure_future(coroutine)
