import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(asyncio.gather(main("a"), main("b")))
    loop.close()
