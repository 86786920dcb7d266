from unittest.mock import patch

import mod


@patch("mod.asyncio")
async def test_pause(asyncio):
    await mod.pause(2)


@patch.dict("mod.asyncio.__dict__", {"sleep": None})
async def test_dict():
    await mod.pause(2)
