# after: any
import asyncio


async def inner():
    return 1


async def main():
    coroutine = inner()
    try:
        asyncio.run(coroutine)
    except RuntimeError:
        print("already running")
    finally:
        coroutine.close()


asyncio.run(main())
