import asyncio


async def main(name="x"):
    return name


class Client:
    def __init__(self):
        self.loop = asyncio.new_event_loop()

    def call(self):
        return self.loop.run_until_complete(main())
