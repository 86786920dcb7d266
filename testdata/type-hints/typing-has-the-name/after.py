from typing import Any, Coroutine


def schedule(job: Coroutine[Any, Any, int], other: Coroutine) -> None:
    print(job, other)
