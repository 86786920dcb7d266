from collections.abc import Coroutine
from typing import Awaitable, Callable

Handler = Callable[[str], Coroutine]
Other = Callable[[str], Awaitable]
