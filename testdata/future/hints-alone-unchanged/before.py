import asyncio
from typing import Dict


def finish(future: asyncio.Future[int], others: Dict[str, "asyncio.Future[int]"]):
    future.set_result(1)
    if asyncio.isfuture(others):
        raise asyncio.InvalidStateError
