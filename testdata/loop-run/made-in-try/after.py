import anyio
from functools import partial


async def main(name="x"):
    return name


def start(*args, **kwargs):
    return anyio.run(partial(main, *args, **kwargs))
