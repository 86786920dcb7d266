import asyncio


async def tick(count):
    print(count)


async def main():
    asyncio.create_task(tick(3))
    asyncio.create_task(tick(count=4))
    await asyncio.sleep(3)


if __name__ == "__main__":
    asyncio.run(main())
