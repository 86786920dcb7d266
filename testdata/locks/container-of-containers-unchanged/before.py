import asyncio


class Signals:
    def __init__(self):
        self._events: dict[str, list[asyncio.Event]] = {}

    async def wait(self, name):
        event = asyncio.Event()
        self._events.setdefault(name, []).append(event)
        await event.wait()
