import anyio
import threading
from anyio.lowlevel import current_token


async def work(n, scale=1):
    return n * scale


async def main():
    loop = current_token()

    def blocking():
        anyio.from_thread.run(work, 5, token=loop)
        anyio.from_thread.run_sync(print, 1, token=loop)

    threading.Thread(target=blocking).start()
