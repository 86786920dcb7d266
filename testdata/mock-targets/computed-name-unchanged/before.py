from unittest.mock import patch

import mod

MODULE = "mod"


@patch(f"{MODULE}.asyncio.sleep")
async def test_pause(sleep):
    await mod.pause(2)


@patch(MODULE + ".asyncio.sleep")
async def test_sum(sleep):
    await mod.pause(2)


@patch("mod.asyncio.sleep")
async def test_plain(sleep):
    await mod.pause(2)
