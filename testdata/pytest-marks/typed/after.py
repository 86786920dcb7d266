import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def helper(number: int) -> int:
    return number + 1


@pytest.mark.anyio
async def test_adds() -> None:
    assert helper(1) == 2
