import anyio


async def nap():
    with anyio.fail_after(5):
        await anyio.sleep(1)


def start(coro):
    import asyncio

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.call_later(1, print)
    return loop.run_until_complete(coro)
