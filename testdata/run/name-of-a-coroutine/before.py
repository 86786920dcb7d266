import asyncio


def run_now(coroutine):
    return asyncio.run(coroutine)
