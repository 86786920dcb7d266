import asyncio


async def main(callback):
    future = asyncio.Future()
    future.add_done_callback(callback)
    future.set_result(1)
    return await future
