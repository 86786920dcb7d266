import asyncio
from unittest.mock import patch

import mod


@patch("asyncio.sleep")
async def test_name(sleep):
    await mod.pause(2)
    await asyncio.sleep(1)


async def test_object(monkeypatch):
    with patch.object(asyncio, "sleep"):
        await mod.pause(2)
    monkeypatch.setattr(asyncio, "sleep", None)
