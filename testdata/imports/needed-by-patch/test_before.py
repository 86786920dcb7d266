from unittest.mock import patch

import before

NAME = "before.asyncio"


@patch("before.asyncio.sleep", **{"return_value": None})
@patch(f"{before.__name__}.asyncio.sleep")
async def test_pause(sleep, same):
    await before.pause(1)
