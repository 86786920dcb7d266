import anyio


class Connection:
    def __init__(self):
        self._waiting: list[anyio.Event] = []

    async def connected(self):
        event = anyio.Event()
        self._waiting.append(event)
        await event.wait()
        self._waiting.remove(event)

    def open(self):
        for event in list(self._waiting):
            event.set()
