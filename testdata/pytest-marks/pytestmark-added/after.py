import pytest

from shop import buy


@pytest.fixture
def anyio_backend():
    return "asyncio"


pytestmark = [pytest.mark.slow]
pytestmark += [pytest.mark.anyio]


async def test_buys():
    assert await buy("tea") == 1


def test_has_a_name():
    assert buy.__name__ == "buy"
