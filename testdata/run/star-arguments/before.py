import asyncio
import sys


async def main(*names):
    print(names)


asyncio.run(main(*sys.argv[1:]))
asyncio.run(main("first", *sys.argv))
