import pytest


@pytest.fixture
async def one():
    return 1


@pytest.mark.asyncio
async def test_adds(one):
    assert one == 1
