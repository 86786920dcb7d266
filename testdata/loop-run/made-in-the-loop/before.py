import asyncio


async def main(name="x"):
    return name


def start(names):
    for name in names:
        loop = asyncio.new_event_loop()
        loop.run_until_complete(main(name))
        loop.close()
