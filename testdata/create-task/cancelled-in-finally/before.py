import asyncio
import contextlib


async def serve(heartbeat, run):
    beat = asyncio.create_task(heartbeat())
    try:
        return await run()
    finally:
        beat.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beat
