import asyncio


async def crawl(session, visit, urls):
    async with session() as client, asyncio.TaskGroup() as tg:
        for url in urls:
            # One task per page.
            tg.create_task(visit(client, url))
