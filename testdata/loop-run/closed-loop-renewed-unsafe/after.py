import anyio


async def main(name="x"):
    return name


def start():
    return anyio.run(main, "a")
