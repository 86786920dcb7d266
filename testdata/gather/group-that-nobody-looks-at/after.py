import anyio


async def fetch(url):
    print(url)
    return url


async def fetch_all(urls):
    async with anyio.create_task_group() as tg:
        for url in urls:
            tg.start_soon(fetch, url)


async def main():
    async with anyio.create_task_group() as tg:
        tg.start_soon(fetch, "first")
        tg.start_soon(fetch, "second")
    await fetch_all(["third"])
    async with anyio.create_task_group() as tg:
        tasks = [tg.create_task(fetch("left")), tg.create_task(fetch("right"))]
    left, right = [task.return_value for task in tasks]
    print(left, right)


if __name__ == "__main__":
    anyio.run(main)
