import anyio

__all__ = ["pause"]


async def pause(seconds):
    await anyio.sleep(seconds)
