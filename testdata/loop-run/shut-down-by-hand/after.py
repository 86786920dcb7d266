import anyio


async def main(name="x"):
    return name


def start():
    anyio.run(main)
