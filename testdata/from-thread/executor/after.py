import anyio
from functools import partial


async def work(n, scale=1):
    return n * scale


async def main():
    def blocking(n):
        return anyio.from_thread.run(partial(work, n, scale=2))

    return await anyio.to_thread.run_sync(blocking, 4, abandon_on_cancel=True)
