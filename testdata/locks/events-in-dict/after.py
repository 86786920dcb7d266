import anyio


class Replies:
    def __init__(self):
        self._pending: dict[int, anyio.Event] = {}

    async def wait(self, number):
        event = anyio.Event()
        self._pending[number] = event
        try:
            await event.wait()
        finally:
            self._pending.pop(number, None)

    def arrived(self, number):
        if number in self._pending:
            self._pending[number].set()

    def close(self):
        for event in self._pending.values():
            event.set()
        self._pending.clear()
