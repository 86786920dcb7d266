import pytest
import pytest_asyncio


class Base:
    @pytest_asyncio.fixture
    async def size(self):
        return 1

    @pytest.mark.asyncio
    async def test_size(self, size):
        assert size > 0


class TestSmall(Base):
    pass


class TestLarge(Base):
    @pytest_asyncio.fixture
    async def size(self):
        return 100
