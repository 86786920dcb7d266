import asyncio


async def main(name="x"):
    return name


def start(names):
    loop = asyncio.new_event_loop()
    for name in names:
        loop.run_until_complete(main(name))
    loop.close()


def each(names):
    loop = asyncio.new_event_loop()
    return [loop.run_until_complete(main(name)) for name in names]
