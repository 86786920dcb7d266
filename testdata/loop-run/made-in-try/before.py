import asyncio


async def main(name="x"):
    return name


def start(*args, **kwargs):
    new_loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(new_loop)
        return new_loop.run_until_complete(main(*args, **kwargs))
    finally:
        new_loop.close()
        asyncio.set_event_loop(None)
