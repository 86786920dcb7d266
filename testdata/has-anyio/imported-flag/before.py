import asyncio

from compat import HAS_ANYIO, pause


async def main():
    if HAS_ANYIO:
        await pause()
    else:
        await asyncio.sleep(1)
