"""Fetches pages."""
from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from urls import Url

LIMIT = 3


async def fetch(url: Url):
    return url


async def main():
    return await asyncio.gather(fetch("a"), fetch("b"))
