import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    task = loop.create_task(main())
    loop.run_until_complete(task)
    loop.close()


def wait_for(future):
    asyncio.get_event_loop().run_until_complete(future)
