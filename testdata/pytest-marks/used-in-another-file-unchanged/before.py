import pytest


@pytest.mark.asyncio
async def test_adds(one):
    assert one == 1
