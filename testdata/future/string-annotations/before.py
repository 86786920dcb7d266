import asyncio


class Call:
    def __init__(self):
        self.done: "asyncio.Future[None]" = asyncio.Future()
        self.answer: "asyncio.Future[str]" = asyncio.Future()

    async def wait(self):
        await self.done
        return await self.answer

    def finish(self, text):
        self.answer.set_result(text)
        self.done.set_result(None)
