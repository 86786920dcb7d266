import asyncio


async def save(store, record):
    asyncio.create_task(store.write(record))
    return record


class Service:
    async def start(self):
        asyncio.create_task(self.poll())

    def notify(self):
        asyncio.create_task(self.poll())

    async def poll(self):
        pass
