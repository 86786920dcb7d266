import anyio


async def main(name="x"):
    return name


def start(names):
    for name in names:
        anyio.run(main, name)
