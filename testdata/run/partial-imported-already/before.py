import asyncio
from functools import partial as bind


async def main(*, verbose):
    print(verbose)


asyncio.run(main(verbose=True))
print(bind)
