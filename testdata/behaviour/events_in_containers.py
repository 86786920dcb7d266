# after: anyio only
import asyncio
from dataclasses import dataclass

import anyio


@dataclass
class Request:
    text: str
    done: asyncio.Event


class Replies:
    def __init__(self):
        self._pending: dict[int, asyncio.Event] = {}
        self._opened: list[asyncio.Event] = []
        self.requests = []
        self.started = self.running = asyncio.Event()

    async def wait(self, number):
        event = asyncio.Event()
        self._pending[number] = event
        try:
            await event.wait()
            return f"{number} arrived"
        finally:
            self._pending.pop(number, None)

    async def opened(self):
        event = asyncio.Event()
        self._opened.append(event)
        await event.wait()
        self._opened.remove(event)
        print("opened", len(self._opened))

    def pending(self):
        return sorted(self._pending), len(self._opened)

    def arrived(self, number):
        if number in self._pending:
            self._pending[number].set()

    def close(self):
        for event in self._pending.values():
            event.set()
        for event in list(self._opened):
            event.set()

    async def ask(self, text):
        request = Request(text, asyncio.Event())
        self.requests.append(request)
        await request.done.wait()
        print("answered", text)


async def tell(replies, number):
    print(await replies.wait(number))


async def main():
    replies = Replies()
    async with anyio.create_task_group() as group:
        group.start_soon(tell, replies, 1)
        group.start_soon(tell, replies, 2)
        group.start_soon(replies.opened)
        group.start_soon(replies.ask, "why")
        await asyncio.sleep(0.01)
        replies.arrived(1)
        replies.arrived(3)
        await asyncio.sleep(0.01)
        print(replies.pending(), replies.requests[0].done.is_set())
        replies.requests[0].done.set()
        await asyncio.sleep(0.01)
        replies.close()
    print(replies.pending())
    with anyio.move_on_after(0.01) as scope:
        await replies.wait(4)
    print(scope.cancelled_caught, replies.pending())
    replies.started.set()
    await replies.running.wait()
    print(replies.running.is_set(), replies.running is replies.started)


asyncio.run(main())
