"""Waits."""

from __future__ import annotations

import asyncio


async def pause():
    await asyncio.sleep(1)
