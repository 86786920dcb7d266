import asyncio


def start(run=asyncio.to_thread):
    return run(print)
