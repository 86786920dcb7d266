from unittest.mock import patch

import mod


@patch("mod.asyncio.wait_for")
async def test_limit(wait_for):
    await mod.limited(2)


async def test_group():
    with patch("mod.asyncio.gather"):
        await mod.both(2)
