# after: any
import asyncio


async def retry(attempts, wait=asyncio.sleep):
    for attempt in range(attempts):
        await wait(0)
        print("attempt", attempt)


asyncio.run(retry(2))
asyncio.run(retry(1, asyncio.sleep))
