import asyncio
from unittest.mock import patch


async def pause():
    await asyncio.sleep(1)


@patch("asyncio.sleep")
def test_pause(_):
    pause()
