import asyncio
import sys

from sniffio import current_async_library


async def smart_sleep(delay):
    library = current_async_library()
    if library == "asyncio":
        await asyncio.sleep(delay)
    elif library == "curio":
        import curio

        await curio.sleep(delay)


def portable_sleep(delay):
    if "trio" in sys.modules:
        import trio

        if current_async_library() == "trio":
            return trio.sleep(delay)
    return asyncio.sleep(delay)


def start(main, use_trio):
    import trio

    if use_trio:
        return trio.run(main)
    return asyncio.run(main())
