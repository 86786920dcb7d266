import anyio
import sys


async def fast():
    print("fast")


async def slow():
    print("slow")


anyio.run(lambda: slow() if sys.argv[1:] else fast())
