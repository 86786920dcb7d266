try:
    import anyio
    HAS_ANYIO = True
except ImportError:
    HAS_ANYIO = False


async def pause():
    if HAS_ANYIO:
        await anyio.sleep(1)
