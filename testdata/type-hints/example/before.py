import asyncio
from typing import Callable, Optional


class Checker:
    check: Callable[[], asyncio.coroutine]

    def __init__(self, check: Optional[Callable[[], asyncio.coroutine]] = None):
        self.check = check
