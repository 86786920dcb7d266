from collections.abc import Coroutine


class Schedule:
    def next(self) -> Coroutine:
        raise NotImplementedError
