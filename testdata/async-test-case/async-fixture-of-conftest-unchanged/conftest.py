import pytest


@pytest.fixture(autouse=True)
async def server():
    yield
