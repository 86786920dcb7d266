import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def one():
    return 1


@pytest.fixture(name="deux", params=[2])
async def two(request):
    return request.param


@pytest.mark.anyio
async def test_adds(one, deux):
    assert one + deux == 3
