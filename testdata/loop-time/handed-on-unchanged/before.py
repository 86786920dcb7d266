import asyncio


async def start(server, clock):
    loop = asyncio.get_running_loop()
    server.use(loop)
    server.configure(loop=asyncio.get_running_loop())
    clock.source = asyncio.get_running_loop().time
    clock.loop = asyncio.get_running_loop
    return asyncio.get_running_loop()
