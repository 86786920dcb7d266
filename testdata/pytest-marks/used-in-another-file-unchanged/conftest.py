import pytest_asyncio


@pytest_asyncio.fixture
async def one():
    return 1
