import pytest


@pytest.fixture
def anyio_backend():
    return ("asyncio", {"use_uvloop": True})


@pytest.mark.asyncio
async def test_adds():
    assert 1 + 1 == 2
