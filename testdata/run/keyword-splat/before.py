import asyncio


async def main(*names, **options):
    print(names, options)


def start(names, options):
    return asyncio.run(main(*names, **options))
