import asyncio


class Crawler:
    async def fetch(self, url):
        return url

    async def run(self, urls):
        return await asyncio.gather(*[self.fetch(url) for url in urls])
