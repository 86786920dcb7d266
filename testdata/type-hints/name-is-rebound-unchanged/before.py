try:
    import asyncio
except ImportError:
    asyncio = None


def schedule(job: asyncio.coroutine):
    print(job)
