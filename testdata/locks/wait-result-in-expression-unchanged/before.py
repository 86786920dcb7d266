import asyncio


async def main(start):
    ready = asyncio.Event()
    start(ready.set)
    while await ready.wait() and start():
        pass
