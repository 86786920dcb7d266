import functools

from anyio import to_thread
from typing import Any

# Which one it is.
BACKEND = "anyio"


async def call(function: "Any"):
    return await to_thread.run_sync(functools.partial(function, BACKEND))
