import anyio
import math
import threading


async def main(loop, handle):
    queue_send, queue_receive = anyio.create_memory_object_stream(math.inf)
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(queue_send.send_nowait, 1))
    thread.start()
    await handle(queue_receive.receive())
