from asyncio import shield


async def call(service):
    await shield(service.call())
