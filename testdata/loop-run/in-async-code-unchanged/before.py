import asyncio


async def main(name="x"):
    return name


async def start():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main())
    loop.close()
