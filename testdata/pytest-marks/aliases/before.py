import pytest as pt
from pytest import mark
from pytest_asyncio import fixture as async_fixture

on_asyncio = mark.asyncio


@async_fixture()
async def numbers():
    return [1, 2]


@on_asyncio
async def test_sums(numbers):
    assert sum(numbers) == 3


@pt.mark.asyncio()
async def test_counts(numbers):
    assert len(numbers) == 2
