from unittest import IsolatedAsyncioTestCase

import pytest

from shop import connect


class TestShop(IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.shop = await connect()
        if self.shop.is_open:
            return
        await self.shop.open()

    async def asyncTearDown(self):
        await self.shop.close()

    async def test_open(self):
        self.assertTrue(self.shop.is_open)


class TestNames(IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        shop = await connect()
        self.name = shop.name

    async def asyncTearDown(self):
        await shop.close()

    async def test_name(self):
        self.assertEqual(self.name, "tea")
