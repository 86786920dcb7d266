import anyio


async def read(queue, deadline):
    with anyio.fail_at(deadline):
        return await queue.get()
