import asyncio


async def main():
    print("x")


def start(anyio):
    asyncio.run(main())
