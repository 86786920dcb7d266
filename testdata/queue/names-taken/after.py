import anyio
import math


async def main(queue_send):
    queue_send_stream, queue_receive_stream = anyio.create_memory_object_stream(math.inf)
    await queue_send_stream.send(queue_send)
    return await queue_receive_stream.receive()
