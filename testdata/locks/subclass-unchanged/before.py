import asyncio


class LoudLock(asyncio.Lock):
    async def acquire(self):
        print("acquire")
        return await super().acquire()
