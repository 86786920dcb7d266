import asyncio


async def resolve(host, address):
    loop = asyncio.get_running_loop()
    first = loop.getaddrinfo(host, 443)
    return await first, loop.getnameinfo(address)
