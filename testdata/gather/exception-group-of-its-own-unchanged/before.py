import asyncio


class ExceptionGroup(Exception):
    pass


async def fetch(url):
    return url


async def main():
    return await asyncio.gather(fetch("a"), fetch("b"))
