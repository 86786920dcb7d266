import anyio
import math

queue_send = queue_receive = None


async def start():
    global queue_send, queue_receive
    queue_send, queue_receive = anyio.create_memory_object_stream(math.inf)


async def send(item):
    await queue_send.send(item)


async def receive():
    return await queue_receive.receive()
