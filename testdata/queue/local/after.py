import anyio
import math


async def main(items):
    queue_send, queue_receive = anyio.create_memory_object_stream(math.inf)

    async def produce():
        for item in items:
            await queue_send.send(item)  # one by one
        queue_send.send_nowait(None)

    async with anyio.create_task_group() as group:
        group.create_task(produce())
        while (item := await queue_receive.receive()) is not None:
            print(item, queue_receive.statistics().current_buffer_used)
