from contextlib import AsyncExitStack
from functools import partial
from collections.abc import AsyncIterator
from unittest.mock import patch

import pytest

from shop import connect, serve


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
class TestShop:
    @pytest.fixture
    async def exit_stack(self) -> AsyncIterator[AsyncExitStack]:
        async with AsyncExitStack() as stack:
            yield stack

    @pytest.fixture(autouse=True)
    async def set_up(self, exit_stack: AsyncExitStack) -> AsyncIterator[None]:
        self.shop = await connect()
        exit_stack.push_async_callback(self.shop.close, timeout=1)
        self.time = exit_stack.enter_context(patch("shop.time"))
        self.server = await exit_stack.enter_async_context(serve(self.shop))
        exit_stack.callback(print, "closed")
        yield
        await self.shop.flush()

    async def test_open(self) -> None:
        assert self.shop.is_open


@pytest.mark.anyio
class TestMore:
    @pytest.fixture(autouse=True)
    def set_up(self, request):
        request.addfinalizer(partial(print, "at last"))

    @pytest.fixture
    async def exit_stack(self):
        async with AsyncExitStack() as stack:
            yield stack

    @patch("shop.time")
    async def test_server(self, time, exit_stack):
        shop = await exit_stack.enter_async_context(serve())
        assert shop.is_open

    async def test_shop(self, exit_stack):
        shop = await connect()
        exit_stack.push_async_callback(shop.close)
        assert shop.is_open
