try:
    import asyncio
except ImportError:
    asyncio = None


async def main():
    print("x")


if asyncio:
    asyncio.run(main())
