import pytest
import pytest_asyncio

from shop import Client


@pytest_asyncio.fixture
async def client():
    async with Client() as client:
        yield client


@pytest.mark.asyncio
async def test_buys(client):
    assert await client.buy("tea") == 1


@pytest.mark.asyncio
class TestBasket:
    async def test_is_empty(self, client):
        assert await client.basket() == []
