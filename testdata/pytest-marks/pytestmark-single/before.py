import pytest

from shop import buy

pytestmark = pytest.mark.asyncio


async def test_buys():
    assert await buy("tea") == 1


def test_has_a_name():
    assert buy.__name__ == "buy"
