import asyncio


async def make():
    class Policy:
        errors = (asyncio.CancelledError,)

    return Policy
