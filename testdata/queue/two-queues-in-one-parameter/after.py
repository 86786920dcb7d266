import anyio
import math


async def consume(queue):
    return await queue.receive()


async def main():
    left_send, left_receive = anyio.create_memory_object_stream(math.inf)
    right_send, right_receive = anyio.create_memory_object_stream(math.inf)
    left_send.send_nowait(1)
    right_send.send_nowait(2)
    return await consume(left_receive), await consume(right_receive)
