import anyio


async def serve(heartbeat, run):
    async with anyio.create_task_group() as tg:
        beat = tg.create_task(heartbeat())

        await run()

        beat.cancel()
        await beat.wait()
    print("stopped", beat.status is anyio.TaskHandle.Status.CANCELLED)
