import pytest
import pytest_asyncio


@pytest_asyncio.fixture(loop_scope="session")
async def one():
    return 1


@pytest.mark.asyncio(loop_scope="session")
async def test_adds(one):
    assert one + 1 == 2


@pytest.mark.asyncio(scope="module")
class TestMore:
    async def test_adds(self):
        assert 1 + 1 == 2


@pytest.mark.asyncio
async def test_uses_it(one):
    assert one == 1
