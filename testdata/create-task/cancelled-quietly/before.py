import asyncio


async def serve(heartbeat, run):
    beat = asyncio.create_task(heartbeat())

    await run()

    if not beat.done():
        beat.cancel()
    try:
        await beat
    except asyncio.CancelledError:
        pass
    print("stopped", beat.cancelled())
