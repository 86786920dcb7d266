import asyncio


async def main(name="x"):
    return name


def start():
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(main())
    except ValueError:
        print("failed")
    finally:
        loop.close()
