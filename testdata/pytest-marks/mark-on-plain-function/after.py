import pytest


@pytest.mark.anyio
def test_adds():
    assert 1 + 1 == 2
