import asyncio


async def main():
    with asyncio.Runner() as runner:
        runner.run(main())
