import pytest


@pytest.mark.parametrize("number", [pytest.param(1, marks=pytest.mark.asyncio)])
async def test_adds(number):
    assert number + 1 == 2
