import asyncio


class Clock:
    pause = staticmethod(asyncio.sleep)

    def later(self, wait=asyncio.sleep):
        return wait(1), asyncio.sleep(2)
