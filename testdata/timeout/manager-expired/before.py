import asyncio


async def poll(source):
    async with asyncio.timeout(5) as deadline:
        async for item in source:
            deadline.reschedule(item.deadline)
    return deadline.expired()
