import anyio


async def show(fetch, urls):
    pages = [fetch(url) for url in urls]
    # In the order in which they come.
    if pages:
        async with anyio.as_completed(*pages) as completed:
            async for page in completed:
                text = await page
                if not text:
                    break

                print(text)
    print("done")
