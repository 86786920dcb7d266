import anyio


async def call(function, items):
    async def one(item):
        return await anyio.to_thread.run_sync(function, item, abandon_on_cancel=True)

    return [await one(item) for item in items]
