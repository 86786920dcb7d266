# after: any
import asyncio
import threading


async def main():
    loop = asyncio.get_running_loop()
    started = threading.Event()

    def work():
        started.set()
        return 3

    future = loop.run_in_executor(None, work)
    while not started.is_set():
        await asyncio.sleep(0.001)
    print("started before it was awaited")
    print(await future)


asyncio.run(main())
