import pytest
import pytest_asyncio

from shop import connect


@pytest_asyncio.fixture(scope="session")
async def connection():
    async with connect() as connection:
        yield connection


@pytest.fixture
def shop(connection):
    return connection.shop


@pytest.mark.asyncio
async def test_answers(shop):
    assert await shop.ping()


@pytest.mark.asyncio
async def test_is_told():
    assert True
