import anyio


async def take(queue, seconds):
    with anyio.fail_after(seconds):
        return await queue.get()
