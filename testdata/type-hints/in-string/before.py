import asyncio
from typing import Callable


def schedule(make: "Callable[[], asyncio.coroutine]", job: "asyncio.coroutine") -> None:
    print(make, job)
