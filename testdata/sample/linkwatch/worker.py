"""Checks pages again and again until told to stop."""

import asyncio
import logging
from asyncio import CancelledError
from collections.abc import Iterable

from .fetch import Fetcher, FetchFailed
from .store import Store

log = logging.getLogger(__name__)


class Worker:
    def __init__(self, urls: Iterable[str], store: Store, interval: float = 60.0) -> None:
        self.urls = list(urls)
        self.interval = interval
        self._fetcher = Fetcher()
        self._store = store
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        self._stopping.set()

    async def check(self, url: str) -> None:
        try:
            page = await self._fetcher.fetch(url)
        except FetchFailed:
            log.warning("cannot fetch %s", url)
            return
        if await self._store.update(page):
            log.info("%s changed", url)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while not self._stopping.is_set():
                started = loop.time()
                await asyncio.gather(*(self.check(url) for url in self.urls))
                log.debug("round took %.1f s", loop.time() - started)
                await self._pause()
        except CancelledError:
            log.info("cancelled")
            raise

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), self.interval)
        except asyncio.TimeoutError:
            pass
