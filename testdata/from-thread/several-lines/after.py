import anyio


async def work(n, scale=1):
    return n * scale


async def main():
    def blocking(n):
        result = anyio.from_thread.run(
            work,
            n,
            2,
        )
        other = anyio.from_thread.run(
            work, n
        )
        return result, other

    return await anyio.to_thread.run_sync(blocking, 4, abandon_on_cancel=True)
