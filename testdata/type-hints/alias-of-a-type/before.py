import asyncio
from typing import Awaitable, Callable

Handler = Callable[[str], asyncio.coroutine]
Other = Callable[[str], Awaitable]
