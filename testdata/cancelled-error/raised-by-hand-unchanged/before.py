import asyncio


async def stop():
    raise asyncio.CancelledError("stop")


async def stop_again():
    raise asyncio.CancelledError


async def make():
    return asyncio.CancelledError()
