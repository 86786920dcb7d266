"""Remembers what pages looked like."""

import asyncio
import json
from pathlib import Path

from .fetch import Page


class Store:
    """A file of digests; one writer at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = asyncio.Lock()
        self._known: dict[str, str] = {}

    async def load(self) -> None:
        if self._path.exists():
            text = await asyncio.to_thread(self._path.read_text)
            self._known = json.loads(text)

    async def update(self, page: Page) -> bool:
        """Says whether the page differs from the last time."""
        async with self._lock:
            changed = self._known.get(page.url) != page.digest
            self._known[page.url] = page.digest
            if changed:
                await asyncio.to_thread(self._path.write_text, json.dumps(self._known))
        return changed
