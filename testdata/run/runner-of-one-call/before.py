import asyncio


async def main():
    print("x")


with asyncio.Runner() as runner:
    runner.run(main())
