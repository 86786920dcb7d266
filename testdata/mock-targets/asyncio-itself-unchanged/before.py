import asyncio
from unittest.mock import patch

import mod


@patch("asyncio.sleep")
async def test_name(sleep):
    await mod.pause(2)


async def test_object():
    with patch.object(asyncio, "sleep"):
        await mod.pause(2)
