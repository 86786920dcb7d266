from unittest.mock import patch

import mod


@patch("mod.helpers.asyncio_sleep")
@patch("mod.Client.patch")
async def test_pause(monkeypatch, client):
    client.patch("/asyncio.sleep/")
    monkeypatch.setattr(mod, "sleep", None)
    monkeypatch.setattr(mod.asyncio_tools, "sleep", None)
