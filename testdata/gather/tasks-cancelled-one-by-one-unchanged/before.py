import asyncio


class Machine:
    def __init__(self):
        self.running = []

    async def step(self, function):
        self.running.append(asyncio.current_task())
        return await function()

    def stop(self):
        for task in self.running:
            task.cancel()

    async def run(self, functions):
        return await asyncio.gather(*[self.step(function) for function in functions])
