import anyio
from contextlib import AsyncExitStack


async def serve(handle, clients):
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(anyio.create_task_group())
        for client in clients:
            group.create_task(handle(client))
