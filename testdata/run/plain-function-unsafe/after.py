import anyio


async def main(value):
    print(value)


def prepare(value):
    print("preparing")
    return main(value + 1)


anyio.run(prepare, 1)
