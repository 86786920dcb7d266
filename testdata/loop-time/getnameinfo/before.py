import asyncio


async def name_of(address):
    loop = asyncio.get_running_loop()
    host, _ = await loop.getnameinfo(address, 0)
    return host
