# after: anyio only
import asyncio


class Gate:
    def __init__(self):
        self.opened = asyncio.Event()

    def close(self):
        self.opened.clear()

    async def pass_through(self):
        await self.opened.wait()
        self.close()


async def main():
    gate = Gate()
    for _ in range(2):
        gate.opened.set()
        await gate.pass_through()
        print(gate.opened.is_set())


asyncio.run(main())
