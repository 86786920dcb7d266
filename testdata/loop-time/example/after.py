import anyio


async def wait_until_ready(service, timeout):
    deadline = anyio.current_time() + timeout
    while not service.ready and anyio.current_time() < deadline:
        await service.poll()
