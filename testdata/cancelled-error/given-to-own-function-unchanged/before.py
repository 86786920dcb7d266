import asyncio


def is_timeout(error: asyncio.CancelledError) -> bool:
    return error.args == ("timeout",)


async def read(stream):
    try:
        return await stream.read()
    except asyncio.CancelledError as error:
        if is_timeout(error):
            print("timed out")
        raise
