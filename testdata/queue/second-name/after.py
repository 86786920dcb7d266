import anyio


class Feed:
    def __init__(self):
        queue_send, queue_receive = anyio.create_memory_object_stream(4)
        self.queue_send, self.queue_receive = queue_send, queue_receive
        self.first = None

    async def drain(self):
        queue = self.queue_receive
        while queue.statistics().current_buffer_used > 0:
            print(queue.receive_nowait())

    async def offer(self, item):
        await self.queue_send.send(item)
