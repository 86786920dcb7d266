import asyncio


async def fetch(url):
    return url


def main(loop):
    loop.run_until_complete(asyncio.gather(fetch("a"), fetch("b")))
