import pytest

from shop import Client


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def client():
    async with Client() as client:
        yield client


@pytest.mark.anyio
async def test_buys(client):
    assert await client.buy("tea") == 1


@pytest.mark.anyio
class TestBasket:
    async def test_is_empty(self, client):
        assert await client.basket() == []
