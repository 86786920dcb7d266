import anyio


async def main(items):
    lock = anyio.Lock()
    not_empty = anyio.Condition(lock)
    not_full = anyio.Condition(lock=lock)

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
