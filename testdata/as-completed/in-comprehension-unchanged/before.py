import asyncio


async def show(pages):
    return [await page for page in asyncio.as_completed(pages)]
