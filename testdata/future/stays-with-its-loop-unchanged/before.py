import asyncio


async def main(pending):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(pending.discard)
    future.set_result(None)
    await future
