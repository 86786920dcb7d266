try:
    import anyio

    HAS_ANYIO = True
except ImportError:
    HAS_ANYIO = False
import asyncio


async def pause(seconds):
    if HAS_ANYIO:
        # The usual case.
        await anyio.sleep(seconds)
    else:
        await asyncio.sleep(seconds)
