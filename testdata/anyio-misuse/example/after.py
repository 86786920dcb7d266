import anyio


async def fetch(url, timeout):
    try:
        with anyio.fail_after(timeout):
            return await download(url)
    except TimeoutError:
        return None


async def main():
    print(await fetch("a", 5))


if __name__ == "__main__":
    anyio.run(main)
