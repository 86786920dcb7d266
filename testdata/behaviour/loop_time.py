# after: anyio only
import asyncio


class Timer:
    async def measure(self):
        loop = asyncio.get_running_loop()
        started = loop.time()
        await asyncio.sleep(0.01)
        return loop.time() - started


async def main():
    elapsed = await Timer().measure()
    print(0.009 < elapsed < 5)
    now = asyncio.get_event_loop().time()
    print(isinstance(now, float))


asyncio.run(main())
