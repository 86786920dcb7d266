import asyncio


async def main(items):
    lock = asyncio.Lock()
    not_empty = asyncio.Condition(lock)

    async def put(item):
        async with lock:
            items.append(item)
            not_empty.notify()

    return put
