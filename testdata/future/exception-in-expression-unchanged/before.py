import asyncio


class Call:
    def __init__(self):
        self.answer = asyncio.Future()

    def fail(self, error):
        self.answer.set_exception(error)

    async def wait(self):
        return (await self.answer).strip()
