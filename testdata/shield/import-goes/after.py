import anyio


async def call(service):
    with anyio.CancelScope(shield=True):
        await service.call()
