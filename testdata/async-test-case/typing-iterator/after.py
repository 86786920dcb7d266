from typing import AsyncIterator

import pytest

from shop import Tea, connect


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def teas() -> AsyncIterator[Tea]:
    yield Tea()


@pytest.mark.anyio
class TestShop:
    @pytest.fixture(autouse=True)
    async def set_up(self) -> AsyncIterator[None]:
        self.shop = await connect()
        yield
        await self.shop.close()

    async def test_teas(self) -> None:
        async for tea in teas():
            assert tea in self.shop.teas
