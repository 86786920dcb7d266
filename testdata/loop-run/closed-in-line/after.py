import anyio


async def main(name="x"):
    return name


def start():
    result = anyio.run(main, "a")
    return result
