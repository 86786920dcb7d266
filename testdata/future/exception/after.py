import anyio


class Call:
    def __init__(self):
        self.answer = anyio.Future()

    def fail(self, error):
        self.answer.exception = error

    def finish(self, value):
        self.answer.return_value = value

    async def wait(self):
        await self.answer.wait()
        if self.answer.exception is not None:
            raise self.answer.exception
        return self.answer.return_value

    async def wait_and_print(self):
        await self.answer.wait()
        if self.answer.exception is not None:
            raise self.answer.exception
        if self.answer.exception:
            return None
        if self.answer.exception is not None:
            raise self.answer.exception
        value = self.answer.return_value
        print(value)
