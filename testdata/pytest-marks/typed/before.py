import pytest


def helper(number: int) -> int:
    return number + 1


@pytest.mark.asyncio
async def test_adds() -> None:
    assert helper(1) == 2
