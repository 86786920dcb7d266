from unittest.mock import patch

import mod


@patch("mod.asyncio.sleep")
async def test_pause(sleep):
    await mod.pause(2)
