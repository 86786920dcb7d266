import pytest
import pytest_asyncio


@pytest_asyncio.fixture
async def one():
    return 1


@pytest.fixture
def two(one):
    return one + 1


@pytest.mark.asyncio
async def test_adds(two):
    assert two == 2


def test_knows(two):
    assert two == 2
