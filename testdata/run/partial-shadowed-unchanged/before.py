import asyncio


async def main(*, partial):
    print(partial)


def start(partial):
    asyncio.run(main(partial=partial))
