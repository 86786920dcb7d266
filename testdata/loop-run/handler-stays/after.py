import anyio


async def main(name="x"):
    return name


def start():
    try:
        anyio.run(main)
    except ValueError:
        print("failed")
