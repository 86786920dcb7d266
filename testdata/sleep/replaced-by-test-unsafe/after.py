import anyio
from unittest.mock import patch


async def pause():
    await anyio.sleep(1)


@patch("asyncio.sleep")
def test_pause(_):
    pause()
