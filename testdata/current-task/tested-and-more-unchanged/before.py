import asyncio


async def run(child):
    try:
        return await child
    except asyncio.CancelledError:
        if asyncio.current_task() and asyncio.current_task().cancelling():
            raise
        return None
