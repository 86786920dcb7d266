import asyncio
import time


class Clock:
    async def sleep(self, delay):
        time.sleep(delay)


async def pause(clock: Clock, queue: asyncio.Queue):
    await clock.sleep(1)
