import asyncio


class Signals:
    def __init__(self):
        self._events: dict[str, asyncio.Event] = {}

    async def wait(self, name):
        event = self._events.setdefault(name, asyncio.Event())
        await event.wait()
        event.clear()
