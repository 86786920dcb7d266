# after: anyio only
import asyncio


async def main():
    semaphore = asyncio.Semaphore(2)
    seen = [semaphore.locked()]
    async with semaphore:
        seen.append(semaphore.locked())
        async with semaphore:
            seen.append(semaphore.locked())
    print(seen, not semaphore.locked())


asyncio.run(main())
