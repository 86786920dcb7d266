import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main())
    loop.close()


def current():
    return asyncio.get_event_loop()
