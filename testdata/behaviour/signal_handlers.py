# after: anyio only
import asyncio
import os
import signal


def report(name):
    print("got", name)


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, report, sig.name)
    loop.add_signal_handler(signal.SIGUSR1, stop.set)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(0.05)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(0.05)
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.wait_for(stop.wait(), 5)
    if stop.is_set():
        raise ValueError("the end")
    return 3


try:
    print(asyncio.run(main()))
except ValueError as error:
    print(repr(error))
