import pytest
import pytest_asyncio


@pytest_asyncio.fixture(loop_scope="function")
async def one():
    return 1


@pytest_asyncio.fixture(name="deux", loop_scope="function", params=[2])
async def two(request):
    return request.param


@pytest.mark.asyncio(loop_scope="function")
async def test_adds(one, deux):
    assert one + deux == 3
