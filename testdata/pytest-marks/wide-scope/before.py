import pytest
import pytest_asyncio

from shop import connect


@pytest_asyncio.fixture(scope="session")
async def connection():
    async with connect() as connection:
        yield connection


@pytest.mark.asyncio
async def test_answers(connection):
    assert await connection.ping()
