import asyncio
import contextlib


async def work(step):
    while not step.done:
        with contextlib.suppress(asyncio.CancelledError):
            await step()
