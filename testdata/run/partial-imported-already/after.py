import anyio
from functools import partial as bind


async def main(*, verbose):
    print(verbose)


anyio.run(bind(main, verbose=True))
print(bind)
