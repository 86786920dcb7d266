import asyncio

from framework import run_in


async def main():
    async with asyncio.TaskGroup() as tg:
        await run_in(tg)
