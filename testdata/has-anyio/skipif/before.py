import pytest

try:
    import anyio
    HAS_ANYIO = True
except ImportError:
    HAS_ANYIO = False


@pytest.mark.skipif(not HAS_ANYIO, reason="needs anyio")
def test_run():
    assert anyio.run(one) == 1


async def one():
    return 1
