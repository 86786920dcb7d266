import asyncio

import pytest


@pytest.fixture(scope="session")
def event_loop():
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.mark.asyncio
async def test_adds():
    assert 1 + 1 == 2


def test_runs(event_loop):
    event_loop.stop()
