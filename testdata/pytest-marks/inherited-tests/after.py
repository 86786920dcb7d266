import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"


class Base:
    @pytest.fixture
    async def size(self):
        return 1

    @pytest.mark.anyio
    async def test_size(self, size):
        assert size > 0


class TestSmall(Base):
    pass


class TestLarge(Base):
    @pytest.fixture
    async def size(self):
        return 100
