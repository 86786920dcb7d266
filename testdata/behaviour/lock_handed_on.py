# after: any
import asyncio


async def hold(lock):
    async with lock:
        await asyncio.sleep(0)
        print(type(lock).__name__, lock.locked())


async def main():
    shared = asyncio.Lock()
    await hold(shared)
    locks = {name: asyncio.Lock() for name in "ab"}
    async with locks["a"]:
        print(locks["a"].locked(), locks["b"].locked())


asyncio.run(main())
