from unittest.mock import patch

import mod
import other


@patch("other.asyncio.sleep")
@patch("mod.asyncio.sleep")
async def test_both(sleep, nap):
    await mod.pause(2)
    await other.pause(2)
