import asyncio


async def show(pages):
    for page in asyncio.as_completed(pages):
        try:
            print(await page)
        except OSError:
            print("missing")
