from collections.abc import Coroutine


def schedule(job: Coroutine) -> None:
    print(job)
