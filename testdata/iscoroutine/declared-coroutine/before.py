import asyncio
from collections.abc import AsyncGenerator, Coroutine


async def chunks(source: AsyncGenerator[str, None] | Coroutine[object, object, AsyncGenerator[str, None]]):
    if asyncio.iscoroutine(source):
        source = await source
    async for chunk in source:
        yield chunk


def is_running(work):
    return asyncio.iscoroutine(work)
