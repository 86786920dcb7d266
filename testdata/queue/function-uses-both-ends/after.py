import anyio
import math
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream


class Jobs:
    def __init__(self, queue_send: MemoryObjectSendStream[int], queue_receive: MemoryObjectReceiveStream[int], name: str) -> None:
        self.queue_send, self.queue_receive = queue_send, queue_receive
        self.name = name

    async def retry(self) -> None:
        await self.queue_send.send(await self.queue_receive.receive())


async def retry(
    queue_send: MemoryObjectSendStream[int],
    queue_receive: MemoryObjectReceiveStream[int],  # of jobs
    times: int = 1,
) -> None:
    for _ in range(times):
        await queue_send.send(await queue_receive.receive())


async def pump(queue_send, queue_receive):
    if queue_receive.statistics().current_buffer_used > 0:
        await retry(queue_send, queue_receive)
        await queue_receive.receive()


async def main(job):
    queue_send, queue_receive = anyio.create_memory_object_stream(math.inf)
    queue_send.send_nowait(job)
    await pump(queue_send, queue_receive)
    await retry(
        queue_send=queue_send,
        queue_receive=queue_receive,
        times=2,
    )
    await Jobs(queue_send, queue_receive, "night").retry()
