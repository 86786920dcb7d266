import anyio


async def main(name="x"):
    return name


if __name__ == "__main__":
    anyio.run(main)
