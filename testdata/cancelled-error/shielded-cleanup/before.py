import asyncio

import anyio


async def work(step):
    try:
        await step()
    except asyncio.CancelledError:
        with anyio.CancelScope(shield=True):
            await step.undo()
        raise
