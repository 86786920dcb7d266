import asyncio
from typing import Dict, Optional


class Hub:
    tasks: Dict[str, asyncio.Task]
    waiter: Optional["asyncio.Future[int]"] = None

    def __init__(self, queue: asyncio.Queue) -> None:
        self.queue = queue
