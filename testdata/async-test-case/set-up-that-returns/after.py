import pytest

from shop import connect


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
class TestShop:
    @pytest.fixture(autouse=True)
    async def set_up(self):
        self.shop = await connect()
        if self.shop.is_open:
            return
        await self.shop.open()

    @pytest.fixture(autouse=True)
    async def tear_down(self, set_up):
        yield
        await self.shop.close()

    async def test_open(self):
        assert self.shop.is_open


@pytest.mark.anyio
class TestNames:
    @pytest.fixture(autouse=True)
    async def set_up(self):
        shop = await connect()
        self.name = shop.name

    @pytest.fixture(autouse=True)
    async def tear_down(self, set_up):
        yield
        await shop.close()

    async def test_name(self):
        assert self.name == "tea"
