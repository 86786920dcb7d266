from asyncio import coroutine


def schedule(job: coroutine) -> None:
    print(job)
