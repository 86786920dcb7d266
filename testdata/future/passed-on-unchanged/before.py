import asyncio


def finish(future):
    future.set_result(1)


async def main(finish_later):
    first = asyncio.Future()
    finish(first)
    second = asyncio.Future()
    finish_later(second)
    return await first, await second
