import asyncio


def main():
    return asyncio.sleep(0)


def start():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main())
    loop.close()
