import anyio
import math
from anyio.streams.memory import MemoryObjectSendStream


class Hub:
    def __init__(self) -> None:
        self.listeners: set[MemoryObjectSendStream[str]] = set()

    async def listen(self):
        queue_send, queue_receive = anyio.create_memory_object_stream[str](math.inf)
        self.listeners.add(queue_send)
        try:
            while True:
                yield await queue_receive.receive()
        finally:
            self.listeners.discard(queue_send)

    def publish(self, text: str) -> int:
        for queue in list(self.listeners):
            queue.send_nowait(text)
        return len(self.listeners)


class Rooms:
    def __init__(self):
        self.queues = {}

    async def join(self, name):
        queue_send, queue_receive = anyio.create_memory_object_stream(math.inf)
        self.queues[name] = queue_send
        return await queue_receive.receive()

    def say(self, name, text):
        if name in self.queues:
            self.queues[name].send_nowait(text)
