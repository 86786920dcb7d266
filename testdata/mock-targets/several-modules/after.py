from unittest.mock import patch

import mod
import other


@patch("other.io.sleep")
@patch("mod.anyio.sleep")
async def test_both(sleep, nap):
    await mod.pause(2)
    await other.pause(2)
