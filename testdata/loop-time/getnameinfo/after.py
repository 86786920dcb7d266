import anyio


async def name_of(address):
    host, _ = await anyio.getnameinfo(address, 0)
    return host
