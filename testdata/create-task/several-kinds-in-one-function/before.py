import asyncio


def read(path):
    return path


async def fetch(url):
    return url


async def load(urls, path):
    loop = asyncio.get_running_loop()
    progress = asyncio.create_task(fetch("progress"))
    pages = await asyncio.wait_for(asyncio.gather(*[fetch(url) for url in urls]), 10)
    text = await loop.run_in_executor(None, read, path)
    header, footer = await asyncio.gather(fetch("header"), fetch("footer"))
    print(await progress, pages, text, header, footer)


async def first_of(urls, path):
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    page = done.pop().result()
    text = await loop.run_in_executor(None, read, path)
    return page, text


async def both(path):
    left = asyncio.create_task(fetch("left"))
    right = asyncio.create_task(fetch("right"))
    log = asyncio.create_task(fetch("log"))
    text = await asyncio.to_thread(read, path)
    print(await left, await right, text)
    log.cancel()
