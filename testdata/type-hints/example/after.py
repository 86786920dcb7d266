from collections.abc import Coroutine
from typing import Callable, Optional


class Checker:
    check: Callable[[], Coroutine]

    def __init__(self, check: Optional[Callable[[], Coroutine]] = None):
        self.check = check
