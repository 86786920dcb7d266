import anyio
from functools import partial


async def main(*names, **options):
    print(names, options)


def start(names, options):
    return anyio.run(partial(main, *names, **options))
