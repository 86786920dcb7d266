import pytest

on_asyncio = pytest.mark.asyncio


def pytest_generate_tests(metafunc):
    metafunc.definition.add_marker(on_asyncio)


@on_asyncio
async def test_adds():
    assert 1 + 1 == 2
