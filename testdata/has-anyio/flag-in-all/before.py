try:
    import anyio
    HAS_ANYIO = True
except ImportError:
    HAS_ANYIO = False

__all__ = ["HAS_ANYIO", "pause"]


async def pause():
    if HAS_ANYIO:
        await anyio.sleep(1)
