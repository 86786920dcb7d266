import pytest


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    return request.param


@pytest.mark.asyncio
async def test_adds():
    assert 1 + 1 == 2
