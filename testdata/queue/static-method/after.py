import anyio
import math
from anyio.streams.memory import MemoryObjectSendStream


class Pump:
    async def run(self, items):
        queue_send, queue_receive = anyio.create_memory_object_stream(math.inf)
        for item in items:
            await self._deliver(queue_send, item)
        return await queue_receive.receive()

    @staticmethod
    async def _deliver(queue: "MemoryObjectSendStream[int]", item: int) -> None:
        await queue.send(item)
