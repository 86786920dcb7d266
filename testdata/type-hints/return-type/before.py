import asyncio


class Schedule:
    def next(self) -> asyncio.coroutine:
        raise NotImplementedError
