import asyncio


async def show(pages):
    for page in asyncio.as_completed(pages):
        print(await page)
