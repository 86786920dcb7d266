import pytest_asyncio

from shop import pytest


@pytest_asyncio.fixture
async def one():
    return 1


@pytest.mark.asyncio
async def test_adds(one):
    assert one == 1
