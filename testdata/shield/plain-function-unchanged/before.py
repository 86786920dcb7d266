import asyncio


def start(job):
    return asyncio.ensure_future(job())


async def main(job):
    await asyncio.shield(start(job))
