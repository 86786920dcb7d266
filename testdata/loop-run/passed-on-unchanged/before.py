import asyncio


async def main(loop):
    return loop


def start():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main(loop=loop))
    loop.close()
