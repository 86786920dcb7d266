import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main("a"))
    loop.run_until_complete(main("b"))
    loop.close()
