from collections.abc import Coroutine
from typing import Callable


def schedule(make: "Callable[[], Coroutine]", job: "Coroutine") -> None:
    print(make, job)
