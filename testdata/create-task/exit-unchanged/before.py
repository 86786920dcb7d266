import asyncio
import sys


async def run(job):
    task = asyncio.create_task(job())
    if job is None:
        sys.exit(1)
    await task
