import anyio


async def main(queue, ready):
    if ready:
        with anyio.fail_after(3):
            await queue.get()
        print("done")
