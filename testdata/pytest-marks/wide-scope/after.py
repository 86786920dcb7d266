import pytest

from shop import connect


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
async def connection():
    async with connect() as connection:
        yield connection


@pytest.mark.anyio
async def test_answers(connection):
    assert await connection.ping()
