import asyncio
from concurrent.futures import Future

submit = asyncio.run_coroutine_threadsafe


async def wait(future: Future):
    await asyncio.wrap_future(future)
