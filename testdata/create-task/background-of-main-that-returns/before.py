import asyncio


async def ticker():
    while True:
        await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(ticker(), name="ticker")
    code = 3
    await asyncio.sleep(3)
    return code


print(asyncio.run(main()))
