import pytest


@pytest.mark.anyio
@pytest.mark.asyncio
async def test_adds():
    assert 1 + 1 == 2
