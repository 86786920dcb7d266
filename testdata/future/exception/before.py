import asyncio


class Call:
    def __init__(self):
        self.answer = asyncio.Future()

    def fail(self, error):
        self.answer.set_exception(error)

    def finish(self, value):
        self.answer.set_result(value)

    async def wait(self):
        return await self.answer

    async def wait_and_print(self):
        await self.answer
        if self.answer.exception():
            return None
        value = self.answer.result()
        print(value)
