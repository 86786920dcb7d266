# after: any
from asyncio import *


async def main():
    lock = Lock()
    async with lock:
        await sleep(0)
    print(lock.locked())


run(main())
