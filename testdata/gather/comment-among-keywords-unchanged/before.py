import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(
        fetch("a"),
        # A failure of one must not hide the others.
        return_exceptions=True,
    )
