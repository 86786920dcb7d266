import asyncio


async def ticker(clock):
    while True:
        await clock.tick()


async def main(clock):
    asyncio.create_task(ticker(clock))
    await clock.tick()


async def twice(clock):
    await main(clock)
    await main(clock)
