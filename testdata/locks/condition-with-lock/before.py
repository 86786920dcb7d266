import asyncio


async def main(items):
    lock = asyncio.Lock()
    not_empty = asyncio.Condition(lock)
    not_full = asyncio.Condition(lock=lock)

    async def put(item):
        async with lock:
            items.append(item)
            not_empty.notify()

    async def get():
        async with not_empty:
            await not_empty.wait()
            not_full.notify()
            return items.pop()

    return put, get
