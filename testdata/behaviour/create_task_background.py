# after: anyio only
import asyncio

LOG = []


async def endless(name, delay):
    try:
        while True:
            LOG.append(name)
            await asyncio.sleep(delay)
    finally:
        LOG.append(f"{name} stopped")


async def short():
    await asyncio.sleep(0)
    LOG.append("short done")


async def main():
    LOG.append("main")
    asyncio.create_task(endless("ticker", 5))
    for _ in range(2):
        asyncio.create_task(short())
    await asyncio.sleep(0.1)
    LOG.append("main ends")
    count = len(LOG)
    return count


print(asyncio.run(main()))
print(LOG)
