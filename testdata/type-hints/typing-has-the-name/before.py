import asyncio
from typing import Any, Coroutine


def schedule(job: Coroutine[Any, Any, int], other: asyncio.coroutine) -> None:
    print(job, other)
