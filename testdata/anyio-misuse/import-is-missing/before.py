"""Waits."""
import logging

log = logging.getLogger(__name__)


async def wait():
    await asyncio.sleep(1)
    await anyio.sleep(1)
