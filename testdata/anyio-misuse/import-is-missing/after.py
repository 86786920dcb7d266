"""Waits."""
import anyio
import logging

log = logging.getLogger(__name__)


async def wait():
    await anyio.sleep(1)
    await anyio.sleep(1)
