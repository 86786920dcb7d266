from collections.abc import AsyncIterator, Iterator
from unittest.mock import patch

import pytest

from shop import connect


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
class TestPlain:
    @classmethod
    def setup_class(cls):
        cls.host = "localhost"

    def setup_method(self):
        self.port = 80

    def teardown_method(self):
        self.port = None

    async def test_host(self):
        assert (self.host, self.port) == (TestPlain.host, 80)


@pytest.mark.anyio
class TestTyped:
    @pytest.fixture(autouse=True)
    async def set_up(self, anyio_backend: str) -> AsyncIterator[None]:
        self.shop = await connect()
        yield
        await self.shop.close()

    async def test_open(self) -> None:
        assert self.shop.is_open

    def test_plain(self) -> None:
        assert self.shop.is_open


@pytest.mark.anyio
class TestApart:
    @pytest.fixture(autouse=True)
    async def tear_down(self, set_up):
        """Closes it."""
        yield
        await self.shop.close()

    @pytest.fixture(autouse=True)
    async def set_up(self):
        self.shop = await connect()

    async def test_open(self):
        assert self.shop.is_open


@pytest.mark.anyio
class TestMixed:
    @pytest.fixture(autouse=True)
    def set_up(self, request: pytest.FixtureRequest) -> None:
        patcher = patch("shop.time")
        self.time = patcher.start()
        request.addfinalizer(patcher.stop)

    @pytest.fixture(autouse=True)
    async def async_set_up(self, set_up: None) -> None:
        self.shop = await connect()

    @pytest.fixture(autouse=True)
    def tear_down(self, async_set_up: None) -> Iterator[None]:
        yield
        self.time.reset_mock()

    async def test_open(self) -> None:
        assert self.shop.is_open
