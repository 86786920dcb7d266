"""Waits."""

from __future__ import annotations

import anyio


async def pause():
    await anyio.sleep(1)
