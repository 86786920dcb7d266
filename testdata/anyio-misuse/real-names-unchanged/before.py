import anyio


async def main(names):
    results = await anyio.gather(one(), two())
    await anyio.to_thread.run_sync(print, results)
    async with anyio.create_task_group() as tg:
        tg.start_soon(one)
        tg.cancel_scope.cancel()
    ready = anyio.Event()
    ready.set()
    names.clear()


async def one():
    return 1


async def two():
    return 2


anyio.run(main, ())
