import anyio
from dataclasses import dataclass


@dataclass
class Request:
    text: str
    done: anyio.Event


class Queue:
    def __init__(self):
        self._requests = []

    async def ask(self, text):
        request = Request(text, anyio.Event())
        self._requests.append(request)
        await request.done.wait()

    def answer(self):
        for request in self._requests:
            request.done.set()
