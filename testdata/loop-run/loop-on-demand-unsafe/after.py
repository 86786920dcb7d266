import anyio


async def main(name="x"):
    return name


def start():
    # This thread has none.
    return anyio.run(main, "a")
