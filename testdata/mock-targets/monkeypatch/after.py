import mod


async def fake_sleep(delay):
    calls.append(delay)


calls = []


async def test_by_name(monkeypatch):
    monkeypatch.setattr("mod.anyio.sleep", fake_sleep)
    await mod.pause(2)


async def test_by_module(monkeypatch):
    monkeypatch.setattr(mod.anyio, "sleep", fake_sleep)
    await mod.pause(2)
