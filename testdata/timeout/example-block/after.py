import anyio


async def fetch(session, url):
    # The server is slow on Mondays.
    with anyio.fail_after(5):
        return await session.get(url)
