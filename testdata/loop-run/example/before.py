import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main("a"))
    finally:
        loop.close()
