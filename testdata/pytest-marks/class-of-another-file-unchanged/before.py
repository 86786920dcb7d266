import pytest

from shop.testing import ShopTests


@pytest.mark.asyncio
class TestAll(ShopTests):
    async def test_adds(self):
        assert 1 + 1 == 2
