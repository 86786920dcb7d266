"""Fetches pages."""
from __future__ import annotations

import anyio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from urls import Url


@asynccontextmanager
async def _task_group():
    """Open a task group that raises the first exception as it is."""
    try:
        async with anyio.create_task_group() as tg:
            yield tg
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]
    if tg.cancel_scope.cancel_called:
        raise anyio.get_cancelled_exc_class()


LIMIT = 3


async def fetch(url: Url):
    return url


async def main():
    async with _task_group() as tg:
        tasks = [tg.create_task(fetch("a")), tg.create_task(fetch("b"))]
    return [task.return_value for task in tasks]
