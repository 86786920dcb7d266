import asyncio

try:
    import anyio
except ImportError:
    anyio = None


async def pause(seconds):
    if anyio is None:
        return await asyncio.sleep(seconds)
    await anyio.sleep(seconds)


def backend():
    return "anyio" if anyio is not None else "asyncio"
