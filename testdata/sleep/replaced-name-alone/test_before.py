from unittest.mock import AsyncMock, patch

import before


@patch.object(before, "sleep")
async def test_pause(sleep):
    await before.pause(1)
    sleep.assert_awaited_once_with(1)
