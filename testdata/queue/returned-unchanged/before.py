import asyncio


def subscribe(listeners):
    queue = asyncio.Queue()
    listeners.append(queue.put_nowait)
    return queue
