"""Fetches pages with a blocking client, off the event loop."""

import asyncio
import hashlib
import urllib.request
from dataclasses import dataclass


class FetchFailed(Exception):
    pass


@dataclass(frozen=True)
class Page:
    url: str
    digest: str


def download(url: str, timeout: float = 10.0) -> bytes:
    with urllib.request.urlopen(url, timeout=timeout) as response:
        return response.read()


class Fetcher:
    """Limits how many pages are fetched at once, and retries."""

    def __init__(self, parallel: int = 8, attempts: int = 3) -> None:
        self.attempts = attempts
        self._slots = asyncio.Semaphore(parallel)

    async def fetch(self, url: str) -> Page:
        async with self._slots:
            for attempt in range(self.attempts):
                try:
                    async with asyncio.timeout(30):
                        body = await asyncio.to_thread(download, url, timeout=20)
                except (asyncio.TimeoutError, OSError):
                    await asyncio.sleep(2**attempt)
                else:
                    return Page(url, await self._digest(body))
        raise FetchFailed(url)

    async def _digest(self, body: bytes) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, digest_of, body)


def digest_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
