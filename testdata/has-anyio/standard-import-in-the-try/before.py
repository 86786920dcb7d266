try:
    import asyncio
    import functools

    import anyio
    from anyio import to_thread
    from typing import Any

    # Which one it is.
    BACKEND = "anyio"
    HAVE_ANYIO = True
except ImportError:
    BACKEND = "asyncio"
    HAVE_ANYIO = False


async def call(function: "Any"):
    if HAVE_ANYIO:
        return await to_thread.run_sync(functools.partial(function, BACKEND))
    return await asyncio.to_thread(function, BACKEND)
