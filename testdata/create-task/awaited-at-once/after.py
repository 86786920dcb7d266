async def page(fetch, url):
    return await fetch(url)
