import asyncio


async def main(name="x"):
    return name


def start(coroutine):
    loop = asyncio.new_event_loop()
    result = loop.run_until_complete(coroutine)
    loop.close()
    return result
