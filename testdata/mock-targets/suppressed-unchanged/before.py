from unittest.mock import patch

import mod


@patch("mod.asyncio.sleep")  # asyncio2anyio: ignore[mock-targets]
async def test_pause(sleep):
    await mod.pause(2)
