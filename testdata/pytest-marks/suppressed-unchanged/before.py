import pytest
import pytest_asyncio


@pytest_asyncio.fixture  # asyncio2anyio: ignore[pytest-marks]
async def one():
    return 1


@pytest.mark.asyncio
async def test_adds(one):
    assert one == 1
