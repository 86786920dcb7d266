# after: anyio only
import asyncio
import threading


def work(first, second=0):
    assert threading.current_thread() is not threading.main_thread()
    return first + second


def fail():
    raise LookupError("from the thread")


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1, 2))
    print(await asyncio.get_running_loop().run_in_executor(None, work, 3))
    try:
        await loop.run_in_executor(None, fail)
    except LookupError as error:
        print(error)


asyncio.run(main())
