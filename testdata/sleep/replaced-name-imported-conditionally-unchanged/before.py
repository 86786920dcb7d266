try:
    from asyncio import sleep
except ImportError:
    from trio import sleep


async def pause(seconds):
    await sleep(seconds)
