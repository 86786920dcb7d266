import anyio
import sniffio


async def pause():
    if sniffio.current_async_library() == "trio":
        await anyio.sleep(1)
    else:
        await anyio.sleep(2)
