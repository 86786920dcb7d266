import asyncio


async def main(name="x"):
    return name


loop = asyncio.new_event_loop()


def start():
    loop.run_until_complete(main())


def reset():
    global loop
    loop = asyncio.new_event_loop()
