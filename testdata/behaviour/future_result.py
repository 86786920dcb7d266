# after: anyio only
import asyncio

import anyio


class Call:
    def __init__(self):
        self.answer: asyncio.Future[str] = asyncio.Future()

    def finish(self, text):
        if not self.answer.done():
            self.answer.set_result(text)

    def fail(self, error):
        self.answer.set_exception(error)

    async def wait(self):
        return await self.answer

    async def wait_for(self, timeout):
        value = await asyncio.wait_for(self.answer, timeout)
        return value

    def now(self):
        if self.answer.done():
            return self.answer.result()
        return "pending"


async def finish_later(call, text):
    await asyncio.sleep(0.02)
    call.finish(text)


async def main():
    call = Call()
    print(call.now())
    async with anyio.create_task_group() as group:
        group.start_soon(finish_later, call, "first")
        print(await call.wait())
    call.finish("second")
    print(call.now(), await call.wait(), await call.wait_for(1))

    broken = Call()
    broken.fail(ValueError("broken"))
    for wait in (broken.wait, lambda: broken.wait_for(1)):
        try:
            await wait()
        except ValueError as error:
            print("raised", error)
    try:
        broken.now()
    except ValueError as error:
        print("raised now", error)

    late = Call()
    try:
        await late.wait_for(0.01)
    except TimeoutError:
        print("too late")


asyncio.run(main())
