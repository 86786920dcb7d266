import anyio


async def nap():
    await anyio.wait_for(anyio.sleep(1), 5)


def start(coro):
    import anyio

    loop = anyio.new_event_loop()
    anyio.set_event_loop(loop)
    loop.call_later(1, print)
    return loop.run_until_complete(coro)
