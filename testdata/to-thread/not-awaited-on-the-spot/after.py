import anyio
import asyncio


async def both(f, g):
    task = asyncio.create_task(anyio.to_thread.run_sync(f, abandon_on_cancel=True))
    pending = anyio.to_thread.run_sync(g, 1, abandon_on_cancel=True)
    return await task, await pending
