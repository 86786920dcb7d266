import pytest


@pytest.mark.anyio
async def test_adds():
    assert 1 + 1 == 2
