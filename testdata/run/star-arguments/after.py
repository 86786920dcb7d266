import anyio
import sys


async def main(*names):
    print(names)


anyio.run(main, *sys.argv[1:])
anyio.run(main, "first", *sys.argv)
