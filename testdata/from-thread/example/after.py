import anyio


async def work(n, scale=1):
    return n * scale


async def main():
    seen = []

    def blocking():
        anyio.from_thread.run_sync(seen.append, 1)
        return anyio.from_thread.run(work, 5)

    print(await anyio.to_thread.run_sync(blocking, abandon_on_cancel=True), seen)
