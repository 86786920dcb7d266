import pytest


@pytest.mark.asyncio
async def test_adds():
    assert 1 + 1 == 2
