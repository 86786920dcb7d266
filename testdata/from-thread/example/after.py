import anyio
from anyio.lowlevel import current_token


async def work(n, scale=1):
    return n * scale


async def main():
    loop = current_token()
    seen = []

    def blocking():
        anyio.from_thread.run_sync(seen.append, 1, token=loop)
        return anyio.from_thread.run(work, 5, token=loop)

    print(await anyio.to_thread.run_sync(blocking, abandon_on_cancel=True), seen)
