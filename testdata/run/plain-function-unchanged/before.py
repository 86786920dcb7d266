import asyncio


async def main(value):
    print(value)


def prepare(value):
    print("preparing")
    return main(value + 1)


asyncio.run(prepare(1))
