import pytest as pt
from pytest import mark


@pt.fixture
def anyio_backend():
    return "asyncio"


on_asyncio = mark.anyio


@pt.fixture()
async def numbers():
    return [1, 2]


@on_asyncio
async def test_sums(numbers):
    assert sum(numbers) == 3


@pt.mark.anyio()
async def test_counts(numbers):
    assert len(numbers) == 2
