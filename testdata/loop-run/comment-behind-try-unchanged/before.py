import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    try:  # whatever happens
        loop.run_until_complete(main())
    finally:
        loop.close()
