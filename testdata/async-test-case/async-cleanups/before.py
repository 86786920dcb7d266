from unittest import IsolatedAsyncioTestCase
from unittest.mock import patch

import pytest

from shop import connect, serve


class TestShop(IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.shop = await connect()
        self.addAsyncCleanup(self.shop.close, timeout=1)
        self.time = self.enterContext(patch("shop.time"))
        self.server = await self.enterAsyncContext(serve(self.shop))
        self.addCleanup(print, "closed")

    async def asyncTearDown(self) -> None:
        await self.shop.flush()

    async def test_open(self) -> None:
        self.assertTrue(self.shop.is_open)


class TestMore(IsolatedAsyncioTestCase):
    def setUp(self):
        self.addCleanup(print, "at last")

    @patch("shop.time")
    async def test_server(self, time):
        shop = await self.enterAsyncContext(serve())
        self.assertTrue(shop.is_open)

    async def test_shop(self):
        shop = await connect()
        self.addAsyncCleanup(shop.close)
        self.assertTrue(shop.is_open)
