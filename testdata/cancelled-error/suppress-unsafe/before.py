import asyncio
from contextlib import suppress


async def work(step):
    with suppress(KeyError, asyncio.CancelledError):
        await step()
