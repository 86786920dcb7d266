import anyio
HAS_ANYIO = True

__all__ = ["HAS_ANYIO", "pause"]


async def pause():
    await anyio.sleep(1)
