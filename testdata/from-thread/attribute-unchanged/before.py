import asyncio


async def work(n, scale=1):
    return n * scale


class Bridge:
    def __init__(self, hass):
        self.hass = hass
        self.loop = asyncio.get_running_loop()

    def call(self):
        return asyncio.run_coroutine_threadsafe(work(1), self.loop).result()

    def ask(self):
        return asyncio.run_coroutine_threadsafe(work(1), self.hass.loop).result()
