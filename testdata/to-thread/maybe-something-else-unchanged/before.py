try:
    from asyncio import to_thread
except ImportError:
    from backport import to_thread


async def call(function):
    await to_thread(function)
