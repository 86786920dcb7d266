import anyio
import sys

import pytest

from shop import Closed, connect


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
class TestShop:
    @pytest.fixture(autouse=True)
    async def set_up(self):
        self.shop = await connect("localhost")
        yield
        await self.shop.close()

    async def test_answers(self):
        assert await self.shop.ask("tea") == ["green", "black"]
        assert self.shop.is_open, "it closed by itself"

    async def test_closes(self):
        await self.shop.close()
        await anyio.sleep(0)
        with pytest.raises(Closed) as caught:
            await self.shop.ask("tea")
        assert "closed" in str(caught.value)
        assert not (self.shop.is_open or self.shop.is_busy)

    @pytest.mark.skipif(not sys.flags.dev_mode, reason="needs checks")
    async def test_checks(self):
        assert await self.shop.ask("nothing") is None


if __name__ == "__main__":
    raise SystemExit(pytest.main([__file__]))
