# after: any
import asyncio


class Store:
    def __init__(self):
        self.loop = None
        self.rows = {}

    async def open(self):
        self.loop = asyncio.get_running_loop()

    def _put(self, key, value):
        self.rows[key] = value

    async def put(self, key, value):
        await self.loop.run_in_executor(None, self._put, key, value)

    async def get(self, key):
        return await self.loop.run_in_executor(None, self.rows.get, key)


async def main():
    store = Store()
    await store.open()
    await store.put("a", 1)
    print(await store.get("a"), await store.get("b"))


asyncio.run(main())
