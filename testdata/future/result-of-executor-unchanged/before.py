import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, time.sleep, 1)
    print(future.done())
    await future
