"""Fetches pages."""
from __future__ import annotations

import anyio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from urls import Url


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


LIMIT = 3


async def fetch(url: Url):
    return url


async def main():
    return await _gather(fetch("a"), fetch("b"))
