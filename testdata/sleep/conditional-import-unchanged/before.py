try:
    from asyncio import sleep
except ImportError:
    from compat import sleep


async def pause():
    await sleep(1)
