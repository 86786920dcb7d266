from asyncio import gather as together


async def fetch(url):
    return url


async def main():
    return await together(fetch("a"), fetch("b"))
