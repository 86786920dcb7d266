import anyio


async def main(queue):
    with anyio.fail_after(1):
        await queue.get()
    with anyio.fail_after(2):
        await queue.get()
