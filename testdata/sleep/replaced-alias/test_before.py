import before


def test_pause(monkeypatch):
    monkeypatch.setattr("before.nap", None)
    monkeypatch.setattr(before, "nap", None)
