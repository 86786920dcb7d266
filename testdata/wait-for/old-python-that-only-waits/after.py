import anyio
import asyncio


async def main():
    queue = asyncio.Queue()
    try:
        with anyio.fail_after(5):
            await queue.get()
    except TimeoutError:
        pass
