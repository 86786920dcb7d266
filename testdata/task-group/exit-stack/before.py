import asyncio
from contextlib import AsyncExitStack


async def serve(handle, clients):
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(asyncio.TaskGroup())
        for client in clients:
            group.create_task(handle(client))
