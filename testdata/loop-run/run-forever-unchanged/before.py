import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    loop.create_task(main())
    try:
        loop.run_forever()
    finally:
        loop.close()
