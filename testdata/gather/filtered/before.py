import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return url


async def fetch_some(first, second):
    return await asyncio.gather(
        *(
            coro
            for coro in (
                fetch(first) if first else None,
                fetch(second),
            )
            if coro is not None
        ),
        return_exceptions=True,
    )


async def fetch_all(first, second):
    print(await asyncio.gather(*[coro for coro in (fetch(first), fetch(second))]))
