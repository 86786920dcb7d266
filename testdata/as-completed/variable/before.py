import asyncio


async def show(fetch, urls):
    pages = [fetch(url) for url in urls]
    # In the order in which they come.
    for page in asyncio.as_completed(pages):
        text = await page
        if not text:
            break

        print(text)
    print("done")
