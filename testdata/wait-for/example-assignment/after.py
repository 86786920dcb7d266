import anyio


async def main(queue):
    try:
        with anyio.fail_after(5):
            item = await queue.get()
    except TimeoutError:
        item = None
    return item
