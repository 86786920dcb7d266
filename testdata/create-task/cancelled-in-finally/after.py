import anyio


async def serve(heartbeat, run):
    async with anyio.create_task_group() as tg:
        beat = tg.create_task(heartbeat())
        try:
            return await run()
        finally:
            beat.cancel()
            await beat.wait()
