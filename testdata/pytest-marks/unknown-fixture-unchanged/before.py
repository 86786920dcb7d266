import pytest


@pytest.mark.asyncio
async def test_adds(shop):
    assert await shop.ping()
