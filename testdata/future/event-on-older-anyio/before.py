import asyncio


async def main():
    ready = asyncio.Future()
    ready.set_result(None)
    await ready
