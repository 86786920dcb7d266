import asyncio


async def setup(app, key):
    app.data[key] = asyncio.Lock()
    async with app.data[key]:
        await app.start()


async def refresh(app, key):
    async with app.data.setdefault(key, asyncio.Lock()):
        await app.refresh()
