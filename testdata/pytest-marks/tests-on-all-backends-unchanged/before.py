import pytest


@pytest.mark.anyio
async def test_multiplies():
    assert 1 * 1 == 1


@pytest.mark.asyncio
async def test_adds():
    assert 1 + 1 == 2
