import anyio
from anyio.lowlevel import current_token


async def work(n, scale=1):
    return n * scale


async def main():
    loop = current_token()

    def blocking(n):
        result = anyio.from_thread.run(
            work,
            n,
            2,
            token=loop,
        )
        other = anyio.from_thread.run(
            work, n, token=loop
        )
        return result, other

    return await anyio.to_thread.run_sync(blocking, 4, abandon_on_cancel=True)
