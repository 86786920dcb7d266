import asyncio


async def main(name="x"):
    return name


if __name__ == "__main__":
    print(asyncio.get_event_loop().run_until_complete(main("a")))
