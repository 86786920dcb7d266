import anyio


async def crawl(session, visit, urls):
    async with session() as client, anyio.create_task_group() as tg:
        for url in urls:
            # One task per page.
            tg.create_task(visit(client, url))
