import anyio


async def work(n, scale=1):
    return n * scale


async def main():
    return await anyio.to_thread.run_sync(lambda: anyio.from_thread.run(work, 1), abandon_on_cancel=True)
