import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    result = loop.run_until_complete(main("a"))
    loop.close()
    return result
