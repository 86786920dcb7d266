import anyio
from unittest.mock import patch


async def pause():
    await anyio.sleep(1)


@patch("anyio.sleep")
def test_pause(_):
    pause()
