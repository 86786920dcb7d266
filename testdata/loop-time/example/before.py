import asyncio


async def wait_until_ready(service, timeout):
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    while not service.ready and loop.time() < deadline:
        await service.poll()
