import anyio


async def fetch(url, timeout):
    try:
        return await anyio.wait_for(download(url), timeout=timeout)
    except anyio.TimeoutError:
        return None


async def main():
    print(await fetch("a", 5))


if __name__ == "__main__":
    anyio.run(main())
