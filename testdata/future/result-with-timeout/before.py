import asyncio


class Call:
    def __init__(self):
        self.answer = asyncio.Future()

    def finish(self, value):
        self.answer.set_result(value)

    async def wait(self):
        try:
            value = await asyncio.wait_for(self.answer, 5)
        except asyncio.TimeoutError:
            return None
        return value
