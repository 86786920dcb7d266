import asyncio

queue = None


async def start():
    global queue
    queue = asyncio.Queue()


async def send(item):
    await queue.put(item)


async def receive():
    return await queue.get()
