import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return asyncio.current_task().get_name(), url


class Fetcher:
    def __init__(self):
        self.task = None

    async def drain(self):
        pending = asyncio.all_tasks()
        current = asyncio.current_task()
        if current is not None:
            pending.discard(current)
        return len(pending)

    def stop(self):
        if self.task is not None:
            self.task.cancel()

    async def fetch_all(self, urls):
        return await asyncio.gather(*[fetch(url) for url in urls])
