import pytest


@pytest.mark.anyio
async def test_adds(one):
    assert one + 1 == 2
