import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return main()
    return loop.run_until_complete(main())
