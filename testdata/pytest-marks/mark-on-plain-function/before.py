import pytest


@pytest.mark.asyncio
def test_adds():
    assert 1 + 1 == 2
