import asyncio


class Feed:
    def __init__(self):
        self.items = asyncio.Queue()


async def next_of(feed):
    return await feed.items.get()
