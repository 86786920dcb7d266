import asyncio


async def main(name="x"):
    return name


def start():
    return asyncio.get_event_loop().run_until_complete(main("a"))
