import asyncio


async def main(subscribe):
    future = asyncio.Future()
    subscribe(future.set_result)
    return await future
