import asyncio


async def forward(client, next_chunk):
    audio_task = asyncio.create_task(next_chunk())
    wake_task = asyncio.create_task(client.read_event())
    pending = {audio_task, wake_task}
    try:
        while True:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            if wake_task in done:
                if wake_task.result() is None:
                    break
                if wake_task.result().is_other:
                    wake_task = asyncio.create_task(client.read_event())
                    pending.add(wake_task)
                    continue
                wake_task = asyncio.create_task(client.read_event())
                pending.add(wake_task)
            if audio_task in done:
                audio_task = asyncio.create_task(next_chunk())
                pending.add(audio_task)
    finally:
        if audio_task in pending:
            await audio_task
            pending.remove(audio_task)
        for task in pending:
            task.cancel()
