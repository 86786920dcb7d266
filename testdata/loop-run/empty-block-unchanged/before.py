import asyncio


async def main(name="x"):
    return name


def start(make):
    loop = asyncio.new_event_loop()
    if make:
        asyncio.set_event_loop(loop)
    loop.run_until_complete(main())
    loop.close()
