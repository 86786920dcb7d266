import asyncio


async def fetch(url):
    return url


async def main(urls):
    pages = await asyncio.gather(
        *[fetch(url) for url in urls if url is not None and url != "nothing to be fetched"]
    )
    more = await asyncio.gather(
        *[
            fetch(url)
            for url in urls
        ]
    )
    rest = await asyncio.gather(*[
        fetch(url)
        for url in urls
    ])
    return pages, more, rest
