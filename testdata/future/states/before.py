import asyncio


async def main():
    future = asyncio.Future()
    done = [future.done(), not future.done()]
    if future.cancelled() or future.done() is True:
        print(future.result())
    future.set_result({
        "key": 1,
    })
    return done, future.exception()
