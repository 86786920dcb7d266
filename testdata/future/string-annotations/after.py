import anyio


class Call:
    def __init__(self):
        self.done: "anyio.Event" = anyio.Event()
        self.answer: "anyio.Future[str]" = anyio.Future()

    async def wait(self):
        await self.done.wait()
        return await self.answer

    def finish(self, text):
        self.answer.return_value = text
        self.done.set()
