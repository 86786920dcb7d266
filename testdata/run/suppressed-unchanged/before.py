import asyncio


async def main():
    print("x")


asyncio.run(main())  # asyncio2anyio: ignore[run]
