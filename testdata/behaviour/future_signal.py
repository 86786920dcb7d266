# after: any
import asyncio

import anyio


async def main():
    loop = asyncio.get_running_loop()
    stop = loop.create_future()
    loop.call_later(0.02, stop.set_result, None)
    print(stop.done())
    await stop
    print(stop.done())

    ready = asyncio.Future()
    order = []

    async def wait(name):
        await ready
        order.append(name)

    async with anyio.create_task_group() as group:
        group.start_soon(wait, "a")
        group.start_soon(wait, "b")
        await asyncio.sleep(0.01)
        ready.set_result(None)
    print(order)

    never = asyncio.Future()
    try:
        await asyncio.wait_for(never, 0.01)
    except TimeoutError:
        print("too late")
    if not never.done():
        never.set_result(None)


asyncio.run(main())
