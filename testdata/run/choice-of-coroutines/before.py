import asyncio
import sys


async def fast():
    print("fast")


async def slow():
    print("slow")


asyncio.run(slow() if sys.argv[1:] else fast())
