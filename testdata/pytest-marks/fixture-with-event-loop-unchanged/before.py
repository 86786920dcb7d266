import asyncio

import pytest


@pytest.fixture
def ready():
    return asyncio.get_event_loop().create_future()


@pytest.mark.asyncio
async def test_waits(ready):
    ready.set_result(1)
    assert await ready == 1
