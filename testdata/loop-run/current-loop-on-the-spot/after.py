import anyio


async def main(name="x"):
    return name


if __name__ == "__main__":
    print(anyio.run(main, "a"))
