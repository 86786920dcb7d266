import asyncio


async def fetch(client, start):
    loop = asyncio.get_running_loop()
    async with asyncio.timeout_at(loop.time() + 5):
        await client.get()
    async with asyncio.timeout_at(start + 5):
        await client.get()
