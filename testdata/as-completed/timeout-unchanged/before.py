import asyncio


async def show(pages):
    for page in asyncio.as_completed(pages, timeout=3):
        print(await page)
