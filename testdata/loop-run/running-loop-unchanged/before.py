import asyncio
from contextlib import suppress


async def pause():
    await asyncio.Future()


def drain(tasks):
    while tasks:
        with suppress(RuntimeError):
            running = asyncio.get_running_loop()
            running.run_until_complete(pause())
        tasks.pop()


def on_the_spot():
    asyncio.get_running_loop().run_until_complete(pause())
