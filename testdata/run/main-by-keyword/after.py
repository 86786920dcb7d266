import anyio


async def main(value):
    print(value)


anyio.run(main, 1)
