"""Command line of linkwatch."""

import asyncio
import sys
from pathlib import Path

from .store import Store
from .worker import Worker


async def watch(urls: list[str], rounds_every: float) -> None:
    store = Store(Path("linkwatch.json"))
    await store.load()
    worker = Worker(urls, store, interval=rounds_every)
    await asyncio.sleep(0)
    await worker.run()


def main() -> None:
    try:
        asyncio.run(watch(sys.argv[1:], 60.0))
    except KeyboardInterrupt:
        print("stopped")


if __name__ == "__main__":
    main()
