import inspect
from collections.abc import AsyncGenerator, Coroutine


async def chunks(source: AsyncGenerator[str, None] | Coroutine[object, object, AsyncGenerator[str, None]]):
    if isinstance(source, Coroutine):
        source = await source
    async for chunk in source:
        yield chunk


def is_running(work):
    return inspect.iscoroutine(work)
