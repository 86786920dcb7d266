import asyncio


async def main(name="x"):
    return name


def start():
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        # This thread has none.
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)

    return loop.run_until_complete(main("a"))
