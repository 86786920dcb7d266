import anyio
from unittest.mock import patch

import mod


@patch("anyio.sleep")
async def test_name(sleep):
    await mod.pause(2)
    await anyio.sleep(1)


async def test_object(monkeypatch):
    with patch.object(anyio, "sleep"):
        await mod.pause(2)
    monkeypatch.setattr(anyio, "sleep", None)
