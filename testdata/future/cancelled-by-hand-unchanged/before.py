import asyncio


async def main():
    future = asyncio.Future()
    future.cancel()
    await future
