from unittest.mock import AsyncMock, patch

import before


@patch("other.sleep")
async def test_pause(sleep):
    await before.pause(1)
    sleep.assert_awaited_once_with(1)
