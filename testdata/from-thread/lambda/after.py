import anyio
from anyio.lowlevel import current_token


async def work(n, scale=1):
    return n * scale


async def main():
    loop = current_token()
    return await anyio.to_thread.run_sync(lambda: anyio.from_thread.run(work, 1, token=loop), abandon_on_cancel=True)
